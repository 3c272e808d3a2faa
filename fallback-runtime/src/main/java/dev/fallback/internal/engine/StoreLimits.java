package dev.fallback.internal.engine;

import java.time.Duration;

/**
 * What the engine asks of the store at most.
 *
 * @param readTimeout when a read is given up
 * @param writeTimeout when a write is given up
 * @param readsInFlight reads under way at once
 * @param writesInFlight writes under way at once
 * @param writeInterval shortest time between two writes of one row; an answer that comes sooner
 *     waits, and a newer one takes its place; zero for none
 * @param queuedWrites recordings waiting to be written
 * @param queuedBytes their size together
 * @param drainTimeout how long closing waits for the queue to empty
 */
public record StoreLimits(
    Duration readTimeout,
    Duration writeTimeout,
    int readsInFlight,
    int writesInFlight,
    Duration writeInterval,
    int queuedWrites,
    long queuedBytes,
    Duration drainTimeout) {

  /** Limits for a bank method: a read is given up after half a second. */
  public static StoreLimits defaults() {
    return new StoreLimits(
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        1_024,
        64,
        Duration.ofSeconds(1),
        10_000,
        64L << 20,
        Duration.ofSeconds(5));
  }
}
