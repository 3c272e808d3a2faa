package dev.fallback.warmup;

/**
 * What became of the keys that are done. All are at least 0.
 *
 * @param stored the store acknowledged the answer, or has just this answer already
 * @param passedOver there was a snapshot young enough; the backend was not asked
 * @param failed given up
 */
public record WarmUpCounts(long stored, long passedOver, long failed) {
  /** Nothing yet. */
  public static final WarmUpCounts NONE = new WarmUpCounts(0, 0, 0);

  /** Keys that are done. */
  public long done() {
    return stored + passedOver + failed;
  }

  /** Both together. */
  public WarmUpCounts plus(WarmUpCounts other) {
    return new WarmUpCounts(
        stored + other.stored, passedOver + other.passedOver, failed + other.failed);
  }
}
