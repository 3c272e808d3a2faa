package dev.fallback.internal.warmup;

/**
 * Lets through so many a second, a few milliseconds' worth at once; what was missed is not caught
 * up. Not thread-safe.
 */
final class Pace {
  /** Finer waiting would cost more than the calls. */
  private static final double GRAIN_SECONDS = 0.005;

  private static final double ROUNDING = 1e-6;

  private double saved = 1;
  private long atNanos;

  Pace(long nowNanos) {
    this.atNanos = nowNanos;
  }

  /**
   * How long to wait for the next.
   *
   * @param perSecond positive
   * @return zero where it may come now
   */
  long waitNanos(double perSecond, long nowNanos) {
    saved =
        Math.min(
            Math.max(1, perSecond * GRAIN_SECONDS), saved + (nowNanos - atNanos) * perSecond / 1e9);
    atNanos = nowNanos;
    return saved >= 1 - ROUNDING
        ? 0
        : (long) Math.ceil(Math.max((1 - saved) / perSecond, GRAIN_SECONDS / 5) * 1e9);
  }

  /** One is let through. */
  void taken() {
    saved -= 1;
  }
}
