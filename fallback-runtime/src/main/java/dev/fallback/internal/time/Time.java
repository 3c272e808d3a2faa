package dev.fallback.internal.time;

/**
 * Clock, stopwatch and timer of the engine: the only place it knows time from. Thread-safe.
 *
 * <p>Two clocks on purpose: as-of must mean the same on every node, so it is wall time; durations
 * and deadlines must not jump, so they are monotonic.
 */
public interface Time {

  /** Wall time in microseconds since the epoch. */
  long micros();

  /** Monotonic time in nanoseconds from an arbitrary origin. */
  long nanos();

  /**
   * Wall time, in microseconds since the epoch, at a reading of {@link #nanos()} taken just now;
   * never later than it truly was.
   */
  default long microsAt(long nanos) {
    return micros();
  }

  /**
   * Runs the task once after the delay. The task must be short and must not block.
   *
   * @return cancels the task and lets go of it
   */
  Runnable after(long delayNanos, Runnable task);
}
