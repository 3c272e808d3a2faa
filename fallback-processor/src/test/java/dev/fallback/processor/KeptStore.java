package dev.fallback.processor;

import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store that outlives the application that closes it, as Cassandra does. */
record KeptStore(SnapshotStore kept) implements SnapshotStore {
  @Override
  public void protect(ServiceDescriptor service) {
    kept.protect(service);
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    return kept.read(table, key);
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return kept.write(table, key, snapshot, ttlSeconds);
  }

  @Override
  public void close() {
    // Kept.
  }
}
