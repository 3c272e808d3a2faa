package dev.fallback.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until it is told otherwise. It has the two faces of real time: the wall
 * clock, which can be set to anything, and a monotonic count of nanoseconds, which only advances.
 * Thread-safe.
 */
public final class SettableClock implements InstantSource {
  private Instant now;
  private long nanos;

  /** Starts at the given instant, with a monotonic count of zero. */
  public SettableClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** The monotonic count, in place of {@link System#nanoTime()}. */
  public synchronized long nanoTime() {
    return nanos;
  }

  /** The monotonic count as a function. */
  public LongSupplier nanos() {
    return this::nanoTime;
  }

  /**
   * Lets time pass, on both faces.
   *
   * @throws IllegalArgumentException when negative: the monotonic count never goes back
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "advance(%s): time does not go back; use set(…) for a wall clock that is put back"
              .formatted(duration));
    }
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  /** Puts the wall clock to an instant, forward or back; the monotonic count is untouched. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  @Override
  public String toString() {
    return "SettableClock[" + instant() + "]";
  }
}
