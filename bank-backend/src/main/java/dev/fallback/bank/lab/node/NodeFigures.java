package dev.fallback.bank.lab.node;

import java.util.Map;

/**
 * What a bank says of itself.
 *
 * @param threads live ones of its JVM
 * @param heapMb used, be it needed or not
 * @param files open file descriptors, sockets included; negative where they cannot be counted
 * @param recorded answers acknowledged by the store since it started
 * @param skipped answers that were not recorded since it started, by cause
 */
public record NodeFigures(
    int threads, double heapMb, long files, long recorded, Map<String, Long> skipped) {
  public NodeFigures {
    skipped = Map.copyOf(skipped);
  }

  /** Answers that should have been recorded and were not: the next bad day is being lost. */
  public long dropped() {
    return skipped.getOrDefault("QUEUE_FULL", 0L) + skipped.getOrDefault("STORE_FAILED", 0L);
  }
}
