package dev.fallback.internal.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What this process last wrote to each row, so that an unchanged answer need not be written again
 * at once: the main lever on the store's write volume. Only acknowledged writes count, and only
 * this process's own. Bounded; a forgotten row costs one more write. Thread-safe.
 */
final class LastWritten {
  private static final long MAXIMUM_ROWS = 100_000;

  /**
   * @param acknowledged false while a changed answer is on its way
   */
  private record Written(long digest, long asOfMicros, boolean acknowledged) {
    Written orNewer(Written other) {
      return other.asOfMicros() >= asOfMicros ? other : this;
    }
  }

  private final Cache<Recording.Row, Written> rows =
      Caffeine.newBuilder().maximumSize(MAXIMUM_ROWS).executor(Runnable::run).build();

  /** Whether the row holds these bytes already, with an as-of not older than the given one. */
  boolean holds(Recording.Row row, long digest, long notOlderThanMicros) {
    Written written = rows.getIfPresent(row);
    return written != null
        && written.acknowledged()
        && written.digest() == digest
        && written.asOfMicros() >= notOlderThanMicros;
  }

  /** An answer is on its way to the row: until it is acknowledged, nothing is known of the row. */
  void changing(Recording.Row row, Recording next) {
    rows.asMap()
        .merge(
            row, new Written(next.digest(), next.snapshot().asOfMicros(), false), Written::orNewer);
  }

  /** The store acknowledged the recording. */
  void acknowledged(Recording recording) {
    rows.asMap()
        .merge(
            recording.row(),
            new Written(recording.digest(), recording.snapshot().asOfMicros(), true),
            Written::orNewer);
  }
}
