package dev.fallback.bank.warmup;

import java.time.Duration;
import java.util.Objects;

/**
 * How a warm-up is to go.
 *
 * @param concurrency statements in flight or waiting to be recorded at once, 1 to 1000
 * @param ratePerSecond statements asked for per second at most, 1 to 100000
 * @param author who ordered it, kept with the forced state
 * @param reason why, kept with the forced state
 * @param lasts after how long the forced state expires by itself; positive
 * @param storeWait how long to wait for the store to take its first recording
 */
public record WarmUpSettings(
    int concurrency,
    int ratePerSecond,
    String author,
    String reason,
    Duration lasts,
    Duration storeWait) {

  public WarmUpSettings {
    Objects.requireNonNull(author);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(lasts);
    Objects.requireNonNull(storeWait);
    if (concurrency < 1 || concurrency > 1000) {
      throw new IllegalArgumentException(
          "concurrency: found " + concurrency + ", allowed is 1 to 1000");
    }
    if (ratePerSecond < 1 || ratePerSecond > 100_000) {
      throw new IllegalArgumentException(
          "rate: found " + ratePerSecond + ", allowed is 1 to 100000 per second");
    }
  }

  /** Sixteen at once, 1000 per second, for an hour at most, half a minute's wait for the store. */
  public static WarmUpSettings defaults() {
    return new WarmUpSettings(
        16, 1000, "warm-up", "filling the store", Duration.ofHours(1), Duration.ofSeconds(30));
  }
}
