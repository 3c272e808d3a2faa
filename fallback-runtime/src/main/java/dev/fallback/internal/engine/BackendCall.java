package dev.fallback.internal.engine;

import dev.fallback.BackendTimeoutException;
import dev.fallback.FailureClass;
import dev.fallback.Reason;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Timeout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One asking of the backend: from its permit to its end, which is its answer, its error, the hard
 * timeout or a cancelling, whichever comes first. The winner of one compare-and-set ends the
 * permit, records the answer and tells the listener; what comes later is ignored.
 *
 * <p>It lives apart from the caller's future because the two may end at different times: after a
 * soft timeout the caller has its snapshot while the backend is still being asked, a caller in
 * haste is gone, and a refresh in the background has no caller at all. So the backend is judged by
 * what it does, not by how long its callers can wait.
 */
final class BackendCall<T> {
  private static final Logger LOG = LoggerFactory.getLogger(BackendCall.class);
  private static final VarHandle OVER = over();

  /** How it ended; exactly one method is called, exactly once, unless it was cancelled. */
  interface Listener<T> {
    void answered(@Nullable T value, long asOfMicros);

    void failed(Reason reason, FailureClass kind, Throwable error);

    /** Does what ends in telling this one, on a thread of its caller's where one waits for it. */
    default void hand(Runnable telling, Executor otherwise) {
      otherwise.execute(telling);
    }

    /** It failed for want of time, of which there was so much. */
    default void timedOut(String operation, long nanos) {
      failed(
          Reason.BACKEND_TIMED_OUT,
          FailureClass.FAILURE,
          new BackendTimeoutException(operation, Duration.ofNanos(nanos)));
    }
  }

  private final GuardedOperation<T> operation;
  private final CallKey key;
  private final @Nullable Permit permit;
  private final boolean recording;
  private final Listener<T> listener;
  private final long startNanos;
  private final long asOfMicros;
  private volatile @Nullable CompletionStage<? extends T> asked;
  private volatile @Nullable Runnable stopTimer;
  private volatile boolean over;

  private static VarHandle over() {
    try {
      return MethodHandles.lookup().findVarHandle(BackendCall.class, "over", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * @param permit null where the breaker was not asked
   * @param startNanos when the call began, shortly ago; its as-of is the same moment
   * @param recording whether a good answer is recorded
   */
  BackendCall(
      GuardedOperation<T> operation,
      CallKey key,
      @Nullable Permit permit,
      long startNanos,
      boolean recording,
      Listener<T> listener) {
    this.operation = operation;
    this.key = key;
    this.permit = permit;
    this.recording = recording;
    this.listener = listener;
    this.startNanos = startNanos;
    this.asOfMicros = operation.time.microsAt(startNanos);
  }

  /** Once; whoever may let go of the call does so later. */
  void start(Supplier<? extends CompletionStage<? extends T>> backend) {
    CompletionStage<? extends T> stage;
    try {
      stage =
          Objects.requireNonNull(
              backend.get(), "the backend returned null where it must return a stage");
    } catch (Throwable thrown) { // a stage that failed before it was made
      ended(null, thrown);
      return;
    }
    if (stage instanceof CompletableFuture<? extends T> done
        && done.isDone()
        && !done.isCompletedExceptionally()) {
      OVER.set(this, true); // plainly: nobody can end it before this method returns
      answered(operation.time.nanos(), done.join());
      return;
    }
    asked = stage;
    stopTimer = Timeout.after(operation.time, operation.timeoutNanos, this::timedOut);
    try {
      stage.whenComplete(this::ended);
    } catch (Throwable thrown) { // a stage of the backend's own making
      ended(null, thrown);
    }
  }

  /** Whether it has ended. */
  boolean isOver() {
    return over;
  }

  /** Nobody wants the answer any more: permit, timer and the backend's future are let go of. */
  void cancel() {
    if (end()) {
      stopTimer();
      free();
      giveUp();
    }
  }

  /** Whether this is the end: true once. */
  private boolean end() {
    return !over && OVER.compareAndSet(this, false, true);
  }

  private void ended(@Nullable T value, @Nullable Throwable error) {
    if (!end()) {
      return;
    }
    stopTimer();
    long now = operation.time.nanos();
    if (error == null) {
      answered(now, value);
    } else {
      failed(now, error);
    }
  }

  private void answered(long now, @Nullable T value) {
    try {
      settle(now, false);
      if (recording) {
        operation.recording.record(key, value, asOfMicros);
      }
    } finally {
      listener.answered(value, asOfMicros); // whatever becomes of the rest
    }
  }

  private void failed(long now, Throwable error) {
    Throwable cause = Failures.unwrapped(error);
    FailureClass kind = operation.failures.classOf(cause);
    try {
      if (kind == FailureClass.BUG || kind == FailureClass.SERVED_NOT_COUNTED) {
        release(now);
      } else {
        settle(now, kind.counted());
      }
      if (kind == FailureClass.FORGET && recording) {
        operation.recording.forget(key, asOfMicros);
      }
    } finally {
      listener.failed(Reason.BACKEND_FAILED, kind, cause); // whatever becomes of the rest
    }
  }

  /** Its time is up: it counts as a failure, and the listener is told. */
  private void timedOut() {
    if (end()) {
      stopTimer();
      long now = operation.time.nanos();
      try {
        judge(now, true);
      } finally {
        operation.completions.execute(() -> tellTimeout(now - startNanos));
      }
    }
  }

  /** Runs users' code: what hangs on the backend's future, on the caller's, and listeners. */
  private void tellTimeout(long duration) {
    giveUp();
    told(duration, true, true);
    listener.timedOut(operation.name(), operation.timeoutNanos);
  }

  private void settle(long now, boolean failed) {
    judge(now, failed);
    told(now - startNanos, failed, failed);
  }

  private void judge(long now, boolean failed) {
    long duration = now - startNanos;
    if (permit != null) {
      boolean slow = duration >= operation.slowNanos;
      operation.guard.backend().judged(now, permit, failed, slow);
    }
  }

  private void release(long now) {
    free();
    told(now - startNanos, true, false);
  }

  private void free() {
    if (permit != null) {
      operation.guard.backend().released(permit);
    }
  }

  private void told(long duration, boolean failed, boolean counted) {
    operation.events.tell(
        key.listener(),
        () ->
            new FallbackEvent.BackendAsked(
                operation.descriptor.service(),
                operation.descriptor.name(),
                Duration.ofNanos(duration),
                !failed,
                counted));
  }

  private void stopTimer() {
    Runnable stop = stopTimer;
    if (stop != null) {
      stop.run();
    }
  }

  private void giveUp() {
    if (asked instanceof CompletableFuture<? extends T> future) {
      try {
        future.cancel(true);
      } catch (Throwable e) { // a future of the backend's own making
        LOG.debug("{}: the backend's future could not be cancelled", operation.name(), e);
      }
    }
  }
}
