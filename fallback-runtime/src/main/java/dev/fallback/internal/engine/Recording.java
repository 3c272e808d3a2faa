package dev.fallback.internal.engine;

import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the store.
 *
 * @param digest of the snapshot's bytes, to tell an unchanged answer
 * @param listener follows the call it comes from; null where nobody does
 */
record Recording(
    String service,
    String operation,
    StoredTable table,
    ByteBuffer key,
    StoredSnapshot snapshot,
    int ttlSeconds,
    long digest,
    @Nullable Consumer<? super FallbackEvent> listener) {

  /** Of a call that nobody follows. */
  Recording(
      String service,
      String operation,
      StoredTable table,
      ByteBuffer key,
      StoredSnapshot snapshot,
      int ttlSeconds,
      long digest) {
    this(service, operation, table, key, snapshot, ttlSeconds, digest, null);
  }

  /** What a recording replaces: the row of one key in one table. */
  record Row(String table, ByteBuffer key) {}

  /** The same, of a call that somebody may follow. */
  Recording followedBy(@Nullable Consumer<? super FallbackEvent> follower) {
    return follower == null
        ? this
        : new Recording(service, operation, table, key, snapshot, ttlSeconds, digest, follower);
  }

  Row row() {
    return new Row(table.name(), key);
  }

  int bytes() {
    return key.remaining() + snapshot.bytes().remaining();
  }
}
