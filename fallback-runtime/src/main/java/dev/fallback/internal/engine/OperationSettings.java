package dev.fallback.internal.engine;

import dev.fallback.State;
import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of one operation, as they are in force. The names are those of the configuration.
 *
 * @param maxAge how old a snapshot may be and still be served; positive
 * @param retention how long a snapshot is kept; not shorter than {@code maxAge}, at most 36500 days
 * @param timeout hard timeout of the backend call; 1 ms to 10 min
 * @param deadlineShare share of the request's remaining time that one call may take; above 0, at
 *     most 1
 * @param softTimeout when a snapshot is preferred to waiting on; shorter than {@code timeout};
 *     empty where the caller waits until {@code timeout}
 * @param softMaxAge how old a snapshot may be and still be preferred; given together with {@code
 *     softTimeout}, not longer than {@code maxAge}
 * @param freshFor in Reversed, how old a snapshot may be before the backend is asked; not longer
 *     than {@code maxAge}, which it is where it is empty
 * @param refreshAhead in Reversed, from which share of {@code freshFor} on a snapshot is refreshed
 *     in the background; above 0, at most 1
 * @param refreshEvery how often an unchanged answer is recorded again, so that its age stays small;
 *     at most a twentieth of {@code maxAge} takes effect, half of the age from which on a snapshot
 *     is refreshed in Reversed where {@code freshFor} is given, and half of {@code softMaxAge}
 * @param shareBackendCalls whether callers of one key in Closed share one backend call; a caller
 *     may then get an answer from before its own posting
 */
public record OperationSettings(
    Duration maxAge,
    Duration retention,
    Duration timeout,
    double deadlineShare,
    Optional<Duration> softTimeout,
    Optional<Duration> softMaxAge,
    Optional<Duration> freshFor,
    double refreshAhead,
    Duration refreshEvery,
    boolean shareBackendCalls,
    Optional<State> state) {

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  /** Cassandra keeps for 20 years at most; beyond 292 the nanoseconds of a long overflow. */
  private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

  public OperationSettings {
    check(positive(maxAge), "maxAge", maxAge, "positive");
    check(atMost(retention, LONGEST_RETENTION), "retention", retention, "at most 36500 days");
    check(atMost(maxAge, retention), "retention", retention, "not shorter than maxAge, " + maxAge);
    check(
        timeout.toMillis() >= 1 && atMost(timeout, LONGEST_TIMEOUT),
        "timeout",
        timeout,
        "1 ms to 10 min");
    check(share(deadlineShare), "deadlineShare", deadlineShare, "above 0, at most 1");
    check(
        softTimeout.isPresent() == softMaxAge.isPresent(),
        "softTimeout and softMaxAge",
        softTimeout + " and " + softMaxAge,
        "both or none");
    softTimeout.ifPresent(
        soft ->
            check(
                positive(soft) && soft.compareTo(timeout) < 0,
                "softTimeout",
                soft,
                "shorter than timeout, " + timeout));
    softMaxAge.ifPresent(
        soft ->
            check(
                positive(soft) && atMost(soft, maxAge),
                "softMaxAge",
                soft,
                "not longer than maxAge, " + maxAge));
    freshFor.ifPresent(
        fresh ->
            check(
                positive(fresh) && atMost(fresh, maxAge),
                "freshFor",
                fresh,
                "positive, not longer than maxAge, " + maxAge));
    check(share(refreshAhead), "refreshAhead", refreshAhead, "above 0, at most 1");
    check(!refreshEvery.isNegative(), "refreshEvery", refreshEvery, "zero or positive");
    state.ifPresent(
        held ->
            check(
                held != State.CLOSED && held != State.OPEN && held != State.HALF_OPEN,
                "state",
                held,
                "FORCED, REVERSED, ISOLATED or BYPASS"));
  }

  /**
   * How often an unchanged answer is recorded again in fact: often enough for what is asked of its
   * age, since one that is not recorded again is never young enough again.
   */
  Duration refreshWithin() {
    Duration within = shortest(refreshEvery, maxAge.dividedBy(20));
    if (freshFor.isPresent()) {
      within = shortest(within, half(freshFor.get(), refreshAhead));
    }
    return softMaxAge.isPresent() ? shortest(within, half(softMaxAge.get(), 1)) : within;
  }

  private static Duration half(Duration age, double share) {
    return Duration.ofMillis((long) (age.toMillis() * share / 2));
  }

  private static Duration shortest(Duration one, Duration other) {
    return atMost(one, other) ? one : other;
  }

  /** What the annotation says, and the defaults for what it does not. */
  public static OperationSettings of(OperationDescriptor<?> operation) {
    return new OperationSettings(
        operation.maxAge(),
        operation.retention(),
        operation.timeout(),
        0.8,
        operation.softTimeout(),
        operation.softMaxAge(),
        operation.freshFor(),
        0.8,
        Duration.ofSeconds(60),
        operation.shareBackendCalls(),
        Optional.empty());
  }

  /** In Reversed, how old a snapshot may be before the backend is asked. */
  Duration freshWithin() {
    return freshFor.orElse(maxAge);
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static boolean atMost(Duration duration, Duration limit) {
    return duration.compareTo(limit) <= 0;
  }

  private static boolean share(double value) {
    return value > 0 && value <= 1;
  }

  private static void check(boolean holds, String name, Object found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": found " + found + ", allowed is " + allowed);
    }
  }
}
