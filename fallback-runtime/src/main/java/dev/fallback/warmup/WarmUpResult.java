package dev.fallback.warmup;

import java.time.Duration;

/**
 * How a warm-up ended.
 *
 * @param complete whether all keys are done; else it was stopped, and goes on from its checkpoint
 *     when it is started again
 * @param counts keys that are done, with what earlier runs of the job did
 * @param resumedAt how many of them were done when this run began
 * @param took this run
 */
public record WarmUpResult(boolean complete, WarmUpCounts counts, long resumedAt, Duration took) {

  /** Keys done per second by this run. */
  public double rate() {
    return (counts.done() - resumedAt) * 1e9 / Math.max(1, took.toNanos());
  }
}
