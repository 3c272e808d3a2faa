package dev.fallback.internal.engine;

import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.StoredSnapshot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the store.
 *
 * @param row that it replaces
 * @param digest of the snapshot's bytes, to tell an unchanged answer
 * @param listener follows the call it comes from; null where nobody does
 */
record Recording(
    String service,
    String operation,
    StoredTable table,
    Row row,
    StoredSnapshot snapshot,
    int ttlSeconds,
    long digest,
    @Nullable Consumer<? super FallbackEvent> listener) {

  /** Of a call that nobody follows. */
  Recording(
      String service,
      String operation,
      StoredTable table,
      Row row,
      StoredSnapshot snapshot,
      int ttlSeconds,
      long digest) {
    this(service, operation, table, row, snapshot, ttlSeconds, digest, null);
  }

  /** The same, of a call that somebody may follow. */
  Recording followedBy(@Nullable Consumer<? super FallbackEvent> follower) {
    return follower == null
        ? this
        : new Recording(service, operation, table, row, snapshot, ttlSeconds, digest, follower);
  }

  /** The one with the later as-of; of two with the same the second. */
  static Recording newer(Recording one, Recording other) {
    return other.snapshot().asOfMicros() >= one.snapshot().asOfMicros() ? other : one;
  }

  int bytes() {
    return row.keyBytes() + snapshot.bytes().remaining();
  }
}
