package dev.fallback.bank.warmup;

import java.time.Duration;

/**
 * How a warm-up went.
 *
 * @param accounts how many there were
 * @param recorded how many are now in the store as they are in the backend
 * @param took from the first question to the last recording
 */
public record WarmUpResult(int accounts, int recorded, Duration took) {

  /** Accounts whose statement could not be had, or not be recorded. */
  public int failed() {
    return accounts - recorded;
  }

  /** Whether every account is in the store. */
  public boolean complete() {
    return failed() == 0;
  }

  /** Accounts recorded per second. */
  public double rate() {
    return recorded * 1e9 / Math.max(1, took.toNanos());
  }
}
