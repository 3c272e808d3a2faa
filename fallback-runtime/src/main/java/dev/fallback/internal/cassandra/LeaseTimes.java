package dev.fallback.internal.cassandra;

import java.time.Duration;

/**
 * How patient a lease is.
 *
 * @param life how long a holder may act after its last heartbeat; it sends three in that time
 * @param grace how much longer others wait before they take a silent holder's lease over: as long
 *     as what the holder began may still be at work, such as a schema statement
 * @param poll how often those who wait look, on average
 */
public record LeaseTimes(Duration life, Duration grace, Duration poll) {
  public LeaseTimes {
    if (life.toMillis() < 300 || grace.isNegative() || poll.toMillis() < 10) {
      throw new IllegalArgumentException(
          "life at least 300 ms, grace not negative, poll at least 10 ms; found %s, %s, %s"
              .formatted(life, grace, poll));
    }
  }

  /** For what ends by itself once its holder knows that it has lost the lease. */
  public static LeaseTimes standard() {
    return new LeaseTimes(Duration.ofSeconds(15), Duration.ZERO, Duration.ofMillis(500));
  }

  /** The same with another grace. */
  public LeaseTimes withGrace(Duration other) {
    return new LeaseTimes(life, other, poll);
  }

  Duration takeover() {
    return life.plus(grace);
  }
}
