package dev.fallback;

import java.time.Duration;

/**
 * When a service's breaker opens and when it asks the backend again. Names as in Resilience4j; the
 * defaults fit methods of low traffic.
 *
 * @param slidingWindowSize the time over which outcomes are counted; whole seconds, 1 s to 1 h
 * @param slidingWindowCalls where above 0, outcomes are counted over this many newest calls, at
 *     most 100000, instead of over time
 * @param failuresInARow where above 0, as many failures without a success between them open the
 *     breaker, whatever the rates: a busy service notices a dead backend within milliseconds
 *     instead of half a window; not below {@code minimumNumberOfCalls}
 * @param minimumNumberOfCalls outcomes in the window below which the breaker does not open; at
 *     least 1
 * @param failureRateThreshold share of failures, in percent, from which it opens; above 0, at most
 *     100
 * @param slowCallRateThreshold share of slow calls, in percent, from which it opens; above 0, at
 *     most 100
 * @param slowCallShare a call is slow from this share of its operation's hard timeout on; above 0,
 *     at most 1
 * @param waitDurationInOpenState first wait before a probe; at least 1 ms
 * @param waitFactor each wait after a failed probe is this much longer than the one before; at
 *     least 1
 * @param maxWaitDurationInOpenState cap of the wait, jitter excluded; at most 365 days
 * @param waitJitter every wait is drawn from ± this share of it; 0 to 0.9
 * @param permittedNumberOfCallsInHalfOpenState probes in flight at once; at least 1
 * @param successesToClose successful probes in a row that close the breaker; at least 1
 */
public record BreakerSettings(
    Duration slidingWindowSize,
    int slidingWindowCalls,
    int failuresInARow,
    int minimumNumberOfCalls,
    double failureRateThreshold,
    double slowCallRateThreshold,
    double slowCallShare,
    Duration waitDurationInOpenState,
    double waitFactor,
    Duration maxWaitDurationInOpenState,
    double waitJitter,
    int permittedNumberOfCallsInHalfOpenState,
    int successesToClose) {
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  /**
   * A window of 30 s and at least 10 calls, 20 failures in a row or 50 % failures or 100 % slow
   * calls (half the hard timeout or more), a wait of 5 s doubling to 5 min ± 20 %, one probe, one
   * success.
   */
  public static BreakerSettings defaults() {
    return new BreakerSettings(
        Duration.ofSeconds(30),
        0,
        20,
        10,
        50,
        100,
        0.5,
        Duration.ofSeconds(5),
        2,
        Duration.ofMinutes(5),
        0.2,
        1,
        1);
  }

  public BreakerSettings {
    check(
        slidingWindowSize.toSeconds() >= 1 && slidingWindowSize.compareTo(Duration.ofHours(1)) <= 0,
        "slidingWindowSize",
        slidingWindowSize,
        "1 s to 1 h");
    check(
        slidingWindowCalls >= 0 && slidingWindowCalls <= 100_000,
        "slidingWindowCalls",
        slidingWindowCalls,
        "0 to 100000");
    check(
        failuresInARow == 0 || failuresInARow >= minimumNumberOfCalls,
        "failuresInARow",
        failuresInARow,
        "0, or not below minimumNumberOfCalls, " + minimumNumberOfCalls);
    check(minimumNumberOfCalls >= 1, "minimumNumberOfCalls", minimumNumberOfCalls, "at least 1");
    checkPercent(failureRateThreshold, "failureRateThreshold");
    checkPercent(slowCallRateThreshold, "slowCallRateThreshold");
    check(
        slowCallShare > 0 && slowCallShare <= 1,
        "slowCallShare",
        slowCallShare,
        "above 0, at most 1");
    check(
        waitDurationInOpenState.toMillis() >= 1,
        "waitDurationInOpenState",
        waitDurationInOpenState,
        "at least 1 ms");
    check(waitFactor >= 1, "waitFactor", waitFactor, "at least 1");
    check(
        maxWaitDurationInOpenState.compareTo(waitDurationInOpenState) >= 0,
        "maxWaitDurationInOpenState",
        maxWaitDurationInOpenState,
        "no shorter than waitDurationInOpenState, " + waitDurationInOpenState);
    check(
        maxWaitDurationInOpenState.compareTo(LONGEST_WAIT) <= 0,
        "maxWaitDurationInOpenState",
        maxWaitDurationInOpenState,
        "at most " + LONGEST_WAIT.toDays() + " days");
    check(waitJitter >= 0 && waitJitter <= 0.9, "waitJitter", waitJitter, "0 to 0.9");
    check(
        permittedNumberOfCallsInHalfOpenState >= 1,
        "permittedNumberOfCallsInHalfOpenState",
        permittedNumberOfCallsInHalfOpenState,
        "at least 1");
    check(successesToClose >= 1, "successesToClose", successesToClose, "at least 1");
  }

  /** Rates over time alone: no window of calls, no failures in a row. */
  public BreakerSettings(
      Duration slidingWindowSize,
      int minimumNumberOfCalls,
      double failureRateThreshold,
      double slowCallRateThreshold,
      double slowCallShare,
      Duration waitDurationInOpenState,
      double waitFactor,
      Duration maxWaitDurationInOpenState,
      double waitJitter,
      int permittedNumberOfCallsInHalfOpenState,
      int successesToClose) {
    this(
        slidingWindowSize,
        0,
        0,
        minimumNumberOfCalls,
        failureRateThreshold,
        slowCallRateThreshold,
        slowCallShare,
        waitDurationInOpenState,
        waitFactor,
        maxWaitDurationInOpenState,
        waitJitter,
        permittedNumberOfCallsInHalfOpenState,
        successesToClose);
  }

  /**
   * The same with another wait between probes: {@code first} growing by {@code factor} to {@code
   * max}.
   */
  public BreakerSettings withWait(Duration first, double factor, Duration max) {
    return new BreakerSettings(
        slidingWindowSize,
        slidingWindowCalls,
        failuresInARow,
        minimumNumberOfCalls,
        failureRateThreshold,
        slowCallRateThreshold,
        slowCallShare,
        first,
        factor,
        max,
        waitJitter,
        permittedNumberOfCallsInHalfOpenState,
        successesToClose);
  }

  private static void checkPercent(double value, String name) {
    check(value > 0 && value <= 100, name, value, "a percentage above 0, at most 100");
  }

  private static void check(boolean holds, String name, Object found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": found " + found + ", allowed is " + allowed);
    }
  }
}
