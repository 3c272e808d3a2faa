package dev.fallback.internal.engine;

import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store whose every answer is in the test's hand. Newest as-of wins, as in Cassandra. */
class ScriptedStore implements SnapshotStore {
  enum Mode {
    WORKS,
    FAILS,
    HANGS,
    NOT_READY
  }

  final Map<ByteBuffer, StoredSnapshot> rows = new HashMap<>();
  final List<CompletableFuture<Void>> hanging = new ArrayList<>();
  final List<Integer> ttls = new ArrayList<>();
  final Map<String, StoredOrder> orders = new HashMap<>();
  final List<String> life = new ArrayList<>();
  Mode mode = Mode.WORKS;
  OptionalLong clockMicros = OptionalLong.empty();
  boolean forgets;

  /** What the next read gives, whatever the mode; null for what the mode says. */
  CompletionStage<Optional<StoredSnapshot>> nextRead;

  StoredSnapshot lastWritten;
  int reads;
  int writes;

  @Override
  public void protect(ServiceDescriptor service) {
    life.add("protects " + service.service());
  }

  @Override
  public synchronized CompletionStage<Optional<StoredSnapshot>> read(
      StoredTable table, ByteBuffer key) {
    reads++;
    if (nextRead != null) {
      CompletionStage<Optional<StoredSnapshot>> given = nextRead;
      nextRead = null;
      return given;
    }
    return switch (mode) {
      case WORKS -> CompletableFuture.completedFuture(Optional.ofNullable(rows.get(key)));
      case FAILS -> CompletableFuture.failedFuture(new IllegalStateException("store is down"));
      case HANGS -> new CompletableFuture<>();
      case NOT_READY -> CompletableFuture.failedFuture(notReady());
    };
  }

  @Override
  public synchronized CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    writes++;
    lastWritten = snapshot;
    ttls.add(ttlSeconds);
    switch (mode) {
      case WORKS -> {
        put(key, snapshot);
        return CompletableFuture.completedFuture(null);
      }
      case FAILS -> {
        return CompletableFuture.failedFuture(new IllegalStateException("store is down"));
      }
      case NOT_READY -> {
        return CompletableFuture.failedFuture(notReady());
      }
      default -> {
        CompletableFuture<Void> later = new CompletableFuture<>();
        hanging.add(later);
        return later.thenRun(() -> put(key, snapshot));
      }
    }
  }

  private static StoreUnavailableException notReady() {
    return new StoreUnavailableException("its schema is not migrated");
  }

  private synchronized void put(ByteBuffer key, StoredSnapshot snapshot) {
    rows.merge(key, snapshot, (a, b) -> b.asOfMicros() >= a.asOfMicros() ? b : a);
  }

  /** Writes that hang fail now. */
  synchronized void loseWrites() {
    List<CompletableFuture<Void>> all = List.copyOf(hanging);
    hanging.clear();
    all.forEach(write -> write.completeExceptionally(new IllegalStateException("store is down")));
  }

  @Override
  public CompletionStage<OptionalLong> clockMicros() {
    return forgets ? new CompletableFuture<>() : CompletableFuture.completedFuture(clockMicros);
  }

  @Override
  public CompletionStage<List<StoredOrder>> orders() {
    if (forgets) {
      return new CompletableFuture<>();
    }
    return mode == Mode.WORKS
        ? CompletableFuture.completedFuture(List.copyOf(orders.values()))
        : CompletableFuture.failedFuture(new IllegalStateException("store is down"));
  }

  @Override
  public CompletionStage<Void> order(StoredOrder order) {
    orders.put(order.scope() + order.id(), order);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> revoke(String scope, String id) {
    orders.remove(scope + id);
    if (forgets) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    life.add("is closed");
  }
}
