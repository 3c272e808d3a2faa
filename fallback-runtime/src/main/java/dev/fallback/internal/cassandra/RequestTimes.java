package dev.fallback.internal.cassandra;

import java.time.Duration;

/**
 * How long requests for snapshots may take.
 *
 * @param read a read, at a quorum and, where none is to be had in time, at one node; above 0
 * @param write a write; above 0
 */
public record RequestTimes(Duration read, Duration write) {

  /** Half a second for a read, two for a write. */
  public static RequestTimes defaults() {
    return new RequestTimes(Duration.ofMillis(500), Duration.ofSeconds(2));
  }

  /** A read has two tries, so each has half of its time. */
  Duration oneRead() {
    return read.dividedBy(2);
  }
}
