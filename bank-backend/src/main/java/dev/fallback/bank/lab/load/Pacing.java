package dev.fallback.bank.lab.load;

import java.time.Duration;

/**
 * A fixed arrival rate: when the nth request is due, whatever became of the ones before.
 *
 * @param perSecond requests a second, above 0
 * @param offsetNanos when the first one is due, not negative; keeps two streams from falling on the
 *     same instants
 */
public record Pacing(double perSecond, long offsetNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Pacing {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("rate: found " + perSecond + ", allowed is above 0");
    }
    if (offsetNanos < 0) {
      throw new IllegalArgumentException("offset: found " + offsetNanos + ", allowed is from 0 on");
    }
  }

  /** When request {@code index} (from 0) is due, in nanoseconds from the start of the load. */
  public long dueNanos(long index) {
    return offsetNanos + Math.round(index * (NANOS_PER_SECOND / perSecond));
  }

  /** How many requests are due before {@code duration} has passed. */
  public long dueWithin(Duration duration) {
    long end = duration.toNanos();
    long guess = Math.max(0, (long) ((end - offsetNanos) * perSecond / NANOS_PER_SECOND));
    long count = Math.max(0, guess - 1);
    while (dueNanos(count) < end) {
      count++;
    }
    return count;
  }
}
