package dev.fallback.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The script of one kind of request to a {@link FaultyStore}: what befalls the requests from now
 * on. A held request meets its fate when it is released. Thread-safe.
 */
public final class Faults {
  /** The error of a request that a script made fail. */
  public static final class StoreFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFaultException(String message) {
      super(message);
    }
  }

  private final String request;
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private boolean unavailable;
  private int failures;
  private long count;

  Faults(String request) {
    this.request = request;
  }

  /** Makes the next requests fail, whatever else is scripted. */
  public synchronized Faults failNext(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("failNext: " + requests + " is negative");
    }
    failures = requests;
    return this;
  }

  /** Makes every request fail at once, until {@link #available()}. */
  public synchronized Faults unavailable() {
    unavailable = true;
    return this;
  }

  /** Ends {@link #unavailable()}. */
  public synchronized Faults available() {
    unavailable = false;
    return this;
  }

  /** Keeps every request without an answer, until {@link #release()}, if that ever comes. */
  public synchronized Faults hold() {
    holding = true;
    return this;
  }

  /** Ends {@link #hold()}; the held requests go on, in their order, on the calling thread. */
  public void release() {
    List<Runnable> released;
    synchronized (this) {
      holding = false;
      released = List.copyOf(held);
      held.clear();
    }
    released.forEach(Runnable::run);
  }

  /** How many requests are being held. */
  public synchronized int held() {
    return held.size();
  }

  /** How many requests there have been, whatever befell them. */
  public synchronized long count() {
    return count;
  }

  <T> CompletionStage<T> apply(Supplier<CompletionStage<T>> onward) {
    synchronized (this) {
      count++;
      if (holding) {
        var answer = new CompletableFuture<T>();
        held.add(() -> forward(onward, answer));
        return answer;
      }
    }
    return proceed(onward);
  }

  private <T> void forward(Supplier<CompletionStage<T>> onward, CompletableFuture<T> answer) {
    CompletionStage<T> stage = proceed(onward);
    stage.whenComplete(
        (value, error) -> {
          if (error == null) {
            answer.complete(value);
          } else {
            answer.completeExceptionally(error);
          }
        });
  }

  private <T> CompletionStage<T> proceed(Supplier<CompletionStage<T>> onward) {
    synchronized (this) {
      if (failures > 0) {
        failures--;
        return CompletableFuture.failedFuture(
            new StoreFaultException("this " + request + " was scripted to fail"));
      }
      if (unavailable) {
        return CompletableFuture.failedFuture(
            new StoreFaultException("the store was scripted to be unavailable for " + request));
      }
    }
    return onward.get();
  }
}
