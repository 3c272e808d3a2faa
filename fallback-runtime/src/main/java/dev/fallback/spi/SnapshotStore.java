package dev.fallback.spi;

import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where snapshots are kept. Never blocks, never throws: what goes wrong completes the stage
 * exceptionally. Thread-safe.
 */
public interface SnapshotStore extends AutoCloseable {

  /**
   * Makes the store ready for the operations of a service: connects, verifies, prepares, in the
   * background and again until it succeeds. Until then reads and writes of its tables fail.
   */
  void protect(ServiceDescriptor service);

  /** Why a table cannot be read and written at the moment; empty where it can. */
  default Optional<String> unready(StoredTable table) {
    return Optional.empty();
  }

  /**
   * The order in which the fields of types must be in the snapshots that are written to a table;
   * asked before each is encoded. A store may refuse what was encoded in another order.
   */
  default FieldOrder fieldOrder(StoredTable table) {
    return FieldOrder.OWN;
  }

  /**
   * The newest snapshot of a key; empty where there is none or it has expired. A read never
   * deletes.
   *
   * @param key wire form of the key tuple
   */
  CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key);

  /**
   * Writes a snapshot unless a newer one is there: the greater {@code asOfMicros} wins, in whatever
   * order writes arrive.
   *
   * @param key wire form of the key tuple
   * @param ttlSeconds how long it is kept, at least 1
   */
  CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds);

  /**
   * The store's own clock, in microseconds since the epoch, to millisecond precision or better;
   * empty where it has none apart from this node's. Fails while it cannot be asked: nothing is
   * recorded before it was first heard, since a node whose clock is wrong would hide later answers.
   */
  default CompletionStage<OptionalLong> clockMicros() {
    return CompletableFuture.completedFuture(OptionalLong.empty());
  }

  /** The operators' orders to all nodes that have not been revoked. */
  default CompletionStage<List<StoredOrder>> orders() {
    return CompletableFuture.completedFuture(List.of());
  }

  /** Keeps an order until its end, or for a distrust until it is revoked; replaces one alike. */
  default CompletionStage<Void> order(StoredOrder order) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("this store keeps no orders to all nodes"));
  }

  /** Takes an order back; nothing happens where there is none. */
  default CompletionStage<Void> revoke(String scope, String id) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("this store keeps no orders to all nodes"));
  }

  /** Where jobs keep how far they are; empty for a store that keeps snapshots only. */
  default Optional<JobStore> jobs() {
    return Optional.empty();
  }

  /** Releases connections; outstanding requests fail. */
  @Override
  void close();
}
