package dev.fallback.internal.config;

import java.util.Map;
import java.util.Optional;

/**
 * Settings that users of Resilience4j's circuit breaker know and that have another name here, or
 * none: who brings a configuration along is told what to write instead.
 */
final class ResilienceNames {
  private static final String POLICY = "which errors count is said by a FailurePolicy in code";
  private static final String FACTOR = "each wait is waitFactor times as long as the one before";
  private static final String JITTER = "waits differ by waitJitter";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry(
              "slidingWindowType",
              "outcomes are counted over the time slidingWindowSize, or over slidingWindowCalls"
                  + " calls where that is above 0"),
          Map.entry(
              "slowCallDurationThreshold",
              "a call is slow from the share slowCallShare of its timeout on"),
          Map.entry("enableExponentialBackoff", FACTOR),
          Map.entry("exponentialBackoffMultiplier", FACTOR),
          Map.entry(
              "exponentialMaxWaitDurationInOpenState",
              "the longest wait is maxWaitDurationInOpenState"),
          Map.entry("enableRandomizedWait", JITTER),
          Map.entry("randomizedWaitFactor", JITTER),
          Map.entry(
              "automaticTransitionFromOpenToHalfOpenEnabled",
              "the state is worked out whenever it is asked for; leave it out"),
          Map.entry(
              "maxWaitDurationInHalfOpenState",
              "a probe ends at its operation's timeout; leave it out"),
          Map.entry("recordExceptions", POLICY),
          Map.entry("ignoreExceptions", POLICY),
          Map.entry("recordFailurePredicate", POLICY),
          Map.entry("recordExceptionPredicate", POLICY),
          Map.entry("ignoreExceptionPredicate", POLICY));

  private ResilienceNames() {}

  /**
   * What to write in the place of such a setting, in a clause.
   *
   * @param key path of the setting
   */
  static Optional<String> instead(String key) {
    return Optional.ofNullable(INSTEAD.get(key.substring(key.lastIndexOf('.') + 1)));
  }
}
