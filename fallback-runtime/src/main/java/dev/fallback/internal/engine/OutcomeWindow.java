package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;

/**
 * The newest outcomes of one Closed phase, and whether their rates call for opening. Rules, names
 * and results are those of Resilience4j's sliding windows, which a test compares them with.
 * Thread-safe.
 */
interface OutcomeWindow {

  /**
   * Counts an outcome.
   *
   * @param now monotonic time in nanoseconds
   * @return whether the rates are at or above a threshold, this outcome included
   */
  boolean record(long now, boolean failed, boolean slow);

  /** An empty window of the kind and size that the settings ask for. */
  static OutcomeWindow of(BreakerSettings settings, long now) {
    Thresholds thresholds = Thresholds.of(settings);
    return settings.slidingWindowCalls() > 0
        ? new CallsWindow(settings.slidingWindowCalls(), thresholds)
        : new TimeWindow((int) settings.slidingWindowSize().toSeconds(), thresholds, now);
  }

  /**
   * From when on rates count, and which open.
   *
   * @param minimumCalls outcomes below which no rate counts
   * @param failedPercent above 0
   * @param slowPercent above 0
   */
  record Thresholds(long minimumCalls, double failedPercent, double slowPercent) {

    /** A window of calls that is smaller than the minimum counts once it is full. */
    static Thresholds of(BreakerSettings settings) {
      int calls = settings.slidingWindowCalls();
      int minimum = settings.minimumNumberOfCalls();
      return new Thresholds(
          calls > 0 ? Math.min(calls, minimum) : minimum,
          settings.failureRateThreshold(),
          settings.slowCallRateThreshold());
    }

    boolean reached(long calls, long failed, long slow) {
      return calls >= minimumCalls
          && (failed * 100.0 / calls >= failedPercent || slow * 100.0 / calls >= slowPercent);
    }
  }
}
