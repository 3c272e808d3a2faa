package dev.fallback.internal.engine;

import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;

/**
 * One answer on its way to the store.
 *
 * @param digest of the snapshot's bytes, to tell an unchanged answer
 */
record Recording(
    String service,
    String operation,
    StoredTable table,
    ByteBuffer key,
    StoredSnapshot snapshot,
    int ttlSeconds,
    long digest) {

  /** What a recording replaces: the row of one key in one table. */
  record Row(String table, ByteBuffer key) {}

  Row row() {
    return new Row(table.name(), key);
  }

  int bytes() {
    return key.remaining() + snapshot.bytes().remaining();
  }
}
