package dev.fallback.internal.engine;

import dev.fallback.FailureClass;
import dev.fallback.Reason;
import dev.fallback.internal.time.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A caller who waits for a shared backend call, but not as long as it may take. Whoever ends its
 * waiting stops the timer. Thread-safe.
 */
final class Hasty<T> implements BackendCall.Listener<T> {
  private final BackendCall.Listener<T> caller;
  private volatile boolean over;
  private volatile Runnable stop = () -> {};

  Hasty(BackendCall.Listener<T> caller) {
    this.caller = caller;
  }

  void within(GuardedOperation<T> operation, long timeoutNanos, Runnable late) {
    stop = Timeout.after(operation.time, timeoutNanos, late);
    if (over) {
      stop.run(); // it was answered at once
    }
  }

  void stopTimer() {
    over = true;
    stop.run();
  }

  @Override
  public void answered(@Nullable T value, long asOfMicros) {
    stopTimer();
    caller.answered(value, asOfMicros);
  }

  @Override
  public void failed(Reason reason, FailureClass kind, Throwable error) {
    stopTimer();
    caller.failed(reason, kind, error);
  }
}
