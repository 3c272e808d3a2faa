package dev.fallback.testkit;

import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.JobStore;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A store whose requests fail, hang or wait as scripted, and otherwise go to the store behind it.
 * Thread-safe if that store is.
 */
public final class FaultyStore implements SnapshotStore {
  private final SnapshotStore store;
  private final Faults reads = new Faults("read");
  private final Faults writes = new Faults("write");

  /** Puts itself before a store; at first nothing is scripted. */
  public FaultyStore(SnapshotStore store) {
    this.store = store;
  }

  /** The script of reads. */
  public Faults reads() {
    return reads;
  }

  /** The script of writes. */
  public Faults writes() {
    return writes;
  }

  @Override
  public void protect(ServiceDescriptor service) {
    store.protect(service);
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    return reads.apply(() -> store.read(table, key));
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return writes.apply(() -> store.write(table, key, snapshot, ttlSeconds));
  }

  @Override
  public Optional<JobStore> jobs() {
    return store.jobs();
  }

  @Override
  public void close() {
    store.close();
  }
}
