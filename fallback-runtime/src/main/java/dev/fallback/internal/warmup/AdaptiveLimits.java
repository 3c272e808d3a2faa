package dev.fallback.internal.warmup;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;

/**
 * How many calls may be in flight to the backend, and how many may begin a second. Both follow the
 * backend: one window of slow or failed calls takes them down by a third at once, each calm window
 * in which they were used takes them up by one step. Additive increase, multiplicative decrease, by
 * Netflix's concurrency-limits; what is slow is judged by {@link CalmLatency}.
 *
 * <p>A rate beside the concurrency, because one call in flight without a pause is already much for
 * a small backend. Not thread-safe.
 */
final class AdaptiveLimits {
  /** Long enough for a median, short enough to back off at once. */
  private static final long WINDOW_NANOS = 250_000_000;

  /** A failure ends a window, but a burst of them is one event. */
  private static final long FAILED_WINDOW_NANOS = 100_000_000;

  private static final int LEAST_SAMPLES = 8;
  private static final double BACKOFF = 0.67;
  private static final int FIRST_CONCURRENCY = 2;

  /** The rate goes up by this share of its bound a window: from nothing to full in 25 s. */
  private static final int RATE_STEPS = 100;

  private static final int FIRST_RATE_STEPS = 5;

  private final int maxRate;
  private final Limit concurrency;
  private final Limit rate;
  private final CalmLatency latency = new CalmLatency();
  private long windowBegan;
  private long lastFailedNanos;
  private int begun;
  private long busyNanos;
  private int failures;
  private int passedOver;

  AdaptiveLimits(int maxRate, int maxConcurrency, long nowNanos) {
    this.maxRate = maxRate;
    this.concurrency = limit(Math.min(FIRST_CONCURRENCY, maxConcurrency), maxConcurrency);
    this.rate = limit(FIRST_RATE_STEPS, RATE_STEPS);
    this.windowBegan = nowNanos;
    this.lastFailedNanos = nowNanos - FAILED_WINDOW_NANOS;
  }

  /** Calls in flight at most, at least 1. */
  int concurrency() {
    return concurrency.getLimit();
  }

  /** Calls begun a second at most. */
  double rate() {
    return (double) maxRate * rate.getLimit() / RATE_STEPS;
  }

  /** A call begins. */
  void begun() {
    begun++;
  }

  /** A call to the backend ended. */
  void ended(long durationNanos, boolean failed, long nowNanos) {
    busyNanos += durationNanos;
    if (failed) {
      failures++;
    } else {
      latency.add(durationNanos);
    }
    closeIfDue(nowNanos);
  }

  /** A key needed no call to the backend. */
  void passedOver(long nowNanos) {
    passedOver++;
    closeIfDue(nowNanos);
  }

  private void closeIfDue(long nowNanos) {
    long lasted = nowNanos - windowBegan;
    if (failures > 0 && nowNanos - lastFailedNanos >= FAILED_WINDOW_NANOS
        || lasted >= WINDOW_NANOS && Math.max(latency.samples(), passedOver) >= LEAST_SAMPLES) {
      close(lasted, nowNanos);
    }
  }

  private void close(long lastedNanos, long nowNanos) {
    lastFailedNanos = failures > 0 ? nowNanos : lastFailedNanos;
    boolean calm = latency.closeWindow(nowNanos) && failures == 0;
    boolean rateUsed = begun * 1e9 / Math.max(1, lastedNanos) >= 0.5 * rate();
    concurrency.onSample(0, 1, meanInFlight(lastedNanos), !calm);
    rate.onSample(0, 1, rateUsed ? rate.getLimit() : 0, !calm);
    windowBegan = nowNanos;
    begun = 0;
    busyNanos = 0;
    failures = 0;
    passedOver = 0;
  }

  /**
   * By Little's law, and not the most at once: a hiccup piles calls up, and a limit that climbed
   * for it would let the next hiccup pile up more.
   */
  private int meanInFlight(long lastedNanos) {
    return (int) Math.ceil((double) busyNanos / Math.max(1, lastedNanos));
  }

  private static Limit limit(int first, int most) {
    return AIMDLimit.newBuilder()
        .initialLimit(first)
        .minLimit(1)
        .maxLimit(most)
        .backoffRatio(BACKOFF)
        .build();
  }
}
