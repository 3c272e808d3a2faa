package dev.fallback.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A backend that does everything that backends do, by dice. */
final class StressBackend {

  /** How ill it is. */
  enum Health {
    WELL,
    MIXED,
    DOWN,
    HUNG
  }

  volatile Health health = Health.WELL;
  private final ScheduledExecutorService threads;

  StressBackend(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  @Nullable CompletionStage<Long> ask(long value) {
    int dice = ThreadLocalRandom.current().nextInt(100);
    return switch (health) {
      case WELL -> dice < 90 ? CompletableFuture.completedFuture(value) : later(value, null, 2);
      case DOWN -> dice < 90 ? failed(new IllegalStateException("backend is down")) : mixed(value);
      case HUNG -> dice < 90 ? new CompletableFuture<>() : mixed(value);
      case MIXED -> mixed(value);
    };
  }

  private @Nullable CompletionStage<Long> mixed(long value) {
    int dice = ThreadLocalRandom.current().nextInt(100);
    if (dice < 30) {
      return later(value, null, 10);
    }
    if (dice < 40) {
      return later(value, null, 80); // after its timeout, as likely as not
    }
    if (dice < 50) {
      return later(null, new IllegalStateException("backend is down"), 10);
    }
    if (dice < 55) {
      return failed(new Bench.NotFound());
    }
    if (dice < 60) {
      return later(null, new NullPointerException("a bug"), 10);
    }
    if (dice < 65) {
      return failed(new StackOverflowError());
    }
    if (dice < 70) {
      throw new IllegalStateException("no connection");
    }
    if (dice < 75) {
      return null;
    }
    if (dice < 80) {
      return new CompletableFuture<>();
    }
    return new Twice(value);
  }

  private static CompletionStage<Long> failed(Throwable error) {
    return CompletableFuture.failedFuture(error);
  }

  private CompletionStage<Long> later(
      @Nullable Long value, @Nullable Throwable error, int withinMillis) {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    threads.schedule(
        () -> error == null ? answer.complete(value) : answer.completeExceptionally(error),
        ThreadLocalRandom.current().nextInt(withinMillis * 1_000),
        TimeUnit.MICROSECONDS);
    return answer;
  }

  /** Tells its one dependant from two threads at once, and heeds no cancelling. */
  private final class Twice extends CompletableFuture<Long> {
    private final long value;

    Twice(long value) {
      this.value = value;
    }

    @Override
    public CompletableFuture<Long> whenComplete(
        BiConsumer<? super Long, ? super Throwable> action) {
      threads.execute(() -> action.accept(value, null));
      threads.execute(() -> action.accept(value, null));
      return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }
}
