package dev.fallback.internal.time;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clocks and one daemon thread for timers. */
public final class SystemTime implements Time, AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final WallAnchor wall = new WallAnchor();

  public SystemTime() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fallback-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long micros() {
    return WallAnchor.micros();
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
    if (timer.isShutdown()) {
      return () -> {};
    }
    ScheduledFuture<?> scheduled = timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
