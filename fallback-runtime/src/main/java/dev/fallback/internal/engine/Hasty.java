package dev.fallback.internal.engine;

import dev.fallback.FailureClass;
import dev.fallback.Reason;
import dev.fallback.internal.time.Timeout;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A caller who waits for a backend call, but not as long as that may take. The call goes on without
 * him: hung calls would count against nobody if hasty callers ended them, and its late answer is
 * recorded. Thread-safe.
 */
final class Hasty<T> implements BackendCall.Listener<T> {
  private final BackendCall.Listener<T> caller;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Runnable stop = () -> {};

  Hasty(BackendCall.Listener<T> caller) {
    this.caller = caller;
  }

  /**
   * Begins to wait.
   *
   * @param gaveUp told if the time passes
   */
  void within(GuardedOperation<T> operation, long timeoutNanos, Runnable gaveUp) {
    stop = Timeout.after(operation.time, timeoutNanos, () -> late(operation, timeoutNanos, gaveUp));
    if (over.get()) {
      stop.run(); // it was answered at once
    }
  }

  /** Waits no more. */
  void leave() {
    end();
  }

  private boolean end() {
    boolean first = over.compareAndSet(false, true);
    stop.run();
    return first;
  }

  private void late(GuardedOperation<T> operation, long timeoutNanos, Runnable gaveUp) {
    if (end()) {
      gaveUp.run();
      operation.completions.execute(() -> caller.timedOut(operation.name(), timeoutNanos));
    }
  }

  @Override
  public void hand(Runnable telling, Executor otherwise) {
    caller.hand(telling, otherwise);
  }

  @Override
  public void answered(@Nullable T value, long asOfMicros) {
    if (end()) {
      caller.answered(value, asOfMicros);
    }
  }

  @Override
  public void failed(Reason reason, FailureClass kind, Throwable error) {
    if (end()) {
      caller.failed(reason, kind, error);
    }
  }
}
