package dev.fallback.internal.time;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A wall clock, the machine's monotonic clock and one daemon thread for timers. */
public final class SystemTime implements Time, AutoCloseable {
  private final Timers timers = new Timers();
  private final WallAnchor wall;

  /** On the machine's wall clock. */
  public SystemTime() {
    this(InstantSource.system());
  }

  /** On another wall clock. */
  public SystemTime(InstantSource clock) {
    wall = new WallAnchor(clock);
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
    Runnable cancel = timers.after(delayNanos, task);
    return cancel == null ? afterClosing(delayNanos, task) : cancel;
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
    timers.close();
  }
}
