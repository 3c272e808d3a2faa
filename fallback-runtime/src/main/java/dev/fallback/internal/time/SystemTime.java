package dev.fallback.internal.time;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A wall clock, the machine's monotonic clock and one daemon thread for timers. */
public final class SystemTime implements Time, AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final WallAnchor wall;

  /** On the machine's wall clock. */
  public SystemTime() {
    this(InstantSource.system());
  }

  /** On another wall clock. */
  public SystemTime(InstantSource clock) {
    wall = new WallAnchor(clock);
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fallback-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
  }

  @Override
  public long micros() {
    return wall.micros();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long microsAt(long nanos) {
    return wall.microsAt(nanos);
  }

  @Override
  public Runnable after(long delayNanos, Runnable task) {
    try {
      ScheduledFuture<?> scheduled = timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException closed) {
      return afterClosing(delayNanos, task);
    }
  }

  /** On the machine's own timer: a call that outlives its engine still has a timeout. */
  private static Runnable afterClosing(long delayNanos, Runnable task) {
    CompletableFuture<Void> later = new CompletableFuture<>();
    CompletableFuture<Void> due =
        later.completeOnTimeout(null, delayNanos, TimeUnit.NANOSECONDS).thenRun(task);
    return () -> {
      due.cancel(false);
      later.cancel(false);
    };
  }

  /**
   * Sets no more timers on a thread of its own; that thread ends when the timers that are set have
   * run or were cancelled.
   */
  @Override
  public void close() {
    timer.shutdown();
  }
}
