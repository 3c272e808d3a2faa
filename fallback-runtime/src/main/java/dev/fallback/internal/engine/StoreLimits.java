package dev.fallback.internal.engine;

import java.time.Duration;

/**
 * What the engine asks of the store at most.
 *
 * @param readTimeout when a read is given up; at least 1 ms
 * @param writeTimeout when a write is given up; at least 1 ms
 * @param readsInFlight reads under way at once; at least 1
 * @param writesInFlight writes under way at once; at least 1
 * @param writeInterval shortest time between two writes of one row; an answer that comes sooner
 *     waits, and a newer one takes its place; zero for none
 * @param queuedWrites recordings waiting to be written; at least 1
 * @param queuedBytes their size together; at least 1
 * @param drainTimeout how long closing waits for the queue to empty; zero to drop it
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

  public StoreLimits {
    atLeast(Duration.ofMillis(1), "readTimeout", readTimeout);
    atLeast(Duration.ofMillis(1), "writeTimeout", writeTimeout);
    atLeast(1, "readsInFlight", readsInFlight);
    atLeast(1, "writesInFlight", writesInFlight);
    atLeast(Duration.ZERO, "writeInterval", writeInterval);
    atLeast(1, "queuedWrites", queuedWrites);
    atLeast(1L, "queuedBytes", queuedBytes);
    atLeast(Duration.ZERO, "drainTimeout", drainTimeout);
  }

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

  private static <V extends Comparable<V>> void atLeast(V least, String name, V found) {
    if (found.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          name + ": found " + found + ", allowed is " + least + " or more");
    }
  }
}
