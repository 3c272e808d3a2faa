package dev.fallback.internal.engine;

import dev.fallback.FailureClass;
import dev.fallback.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the backend for one operation: for one caller, for several who share, or in the background.
 * Thread-safe.
 */
final class BackendCalls<T> {
  /** Refreshes under way at once; more are left for a later call. */
  private static final int MAXIMUM_REFRESHES = 64;

  private final GuardedOperation<T> operation;
  private final DoubleSupplier random;
  private final ConcurrentMap<ByteBuffer, Shared> shared = new ConcurrentHashMap<>();
  private final Set<ByteBuffer> refreshing = ConcurrentHashMap.newKeySet();

  BackendCalls(GuardedOperation<T> operation, DoubleSupplier random) {
    this.operation = operation;
    this.random = random;
  }

  /**
   * Asks for one caller.
   *
   * @return lets go of the call
   */
  Runnable ask(
      CallKey key,
      @Nullable Permit permit,
      boolean recording,
      long timeoutNanos,
      Supplier<? extends CompletionStage<? extends T>> backend,
      BackendCall.Listener<T> listener) {
    BackendCall<T> call = new BackendCall<>(operation, key, permit, recording, listener);
    call.start(backend, timeoutNanos);
    return call::cancel;
  }

  /**
   * Asks for a caller who accepts the answer of a call already under way for the same key.
   *
   * @return lets go of the call; the last who does cancels it
   */
  Runnable share(
      ByteBuffer row,
      CallKey key,
      Permit permit,
      Supplier<? extends CompletionStage<? extends T>> backend,
      BackendCall.Listener<T> listener) {
    for (; ; ) {
      Shared found = shared.get(row);
      if (found == null) {
        Shared mine = new Shared(row);
        found = shared.putIfAbsent(row, mine);
        if (found == null) {
          mine.join(listener);
          mine.start(key, permit, backend);
          return () -> mine.leave(listener);
        }
      }
      Shared theirs = found;
      if (theirs.join(listener)) {
        return () -> theirs.leave(listener);
      }
      shared.remove(row, theirs); // it has just ended: start anew
    }
  }

  /**
   * In Reversed: asks in the background where the snapshot is close to the end of its freshness.
   * The closer, the likelier, so that callers of a popular key do not all find it stale at once;
   * after Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede Prevention"
   * (VLDB 2015).
   */
  void refreshAhead(
      ByteBuffer row,
      CallKey key,
      long ageNanos,
      Supplier<? extends CompletionStage<? extends T>> backend) {
    OperationSettings settings = operation.settings;
    double due = settings.freshWithin().toNanos() * settings.refreshAhead();
    double early = settings.timeout().toNanos() * -Math.log(1 - random.getAsDouble());
    if (ageNanos + early < due || refreshing.size() >= MAXIMUM_REFRESHES) {
      return;
    }
    long now = operation.time.nanos();
    long timeout = settings.timeout().toNanos();
    if (!refreshing.add(row)) {
      return;
    }
    Permit permit = operation.guard.breaker().acquire(now, timeout);
    if (permit == null) {
      refreshing.remove(row);
      return;
    }
    ask(key, permit, true, timeout, backend, new Refreshed(row));
  }

  /** Nobody waits for a refresh: its answer is recorded, its error counted. */
  private final class Refreshed implements BackendCall.Listener<T> {
    private final ByteBuffer row;

    Refreshed(ByteBuffer row) {
      this.row = row;
    }

    @Override
    public void answered(@Nullable T value, long asOfMicros) {
      refreshing.remove(row);
    }

    @Override
    public void failed(Reason reason, FailureClass kind, Throwable error) {
      refreshing.remove(row);
    }
  }

  /** One backend call and those who wait for it. */
  private final class Shared implements BackendCall.Listener<T> {
    private final ByteBuffer row;
    private final List<BackendCall.Listener<T>> waiting = new ArrayList<>(2);
    private boolean over;
    private @Nullable Runnable cancel;

    Shared(ByteBuffer row) {
      this.row = row;
    }

    void start(
        CallKey key, Permit permit, Supplier<? extends CompletionStage<? extends T>> backend) {
      Runnable cancelling =
          ask(key, permit, true, operation.settings.timeout().toNanos(), backend, this);
      synchronized (this) {
        cancel = cancelling;
      }
    }

    synchronized boolean join(BackendCall.Listener<T> listener) {
      return !over && waiting.add(listener);
    }

    void leave(BackendCall.Listener<T> listener) {
      Runnable cancelling = null;
      synchronized (this) {
        if (waiting.remove(listener) && waiting.isEmpty() && !over) {
          over = true;
          cancelling = cancel;
        }
      }
      if (cancelling != null) {
        shared.remove(row, this);
        cancelling.run();
      }
    }

    @Override
    public void answered(@Nullable T value, long asOfMicros) {
      end().forEach(listener -> listener.answered(value, asOfMicros));
    }

    @Override
    public void failed(Reason reason, FailureClass kind, Throwable error) {
      end().forEach(listener -> listener.failed(reason, kind, error));
    }

    private List<BackendCall.Listener<T>> end() {
      shared.remove(row, this);
      synchronized (this) {
        over = true;
        List<BackendCall.Listener<T>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
      }
    }
  }
}
