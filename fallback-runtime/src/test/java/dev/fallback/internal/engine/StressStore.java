package dev.fallback.internal.engine;

import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A store that, while it is ill, fails, hangs, answers late and writes after it was given up. */
final class StressStore implements SnapshotStore {
  final ConcurrentMap<ByteBuffer, StoredSnapshot> rows = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, StoredOrder> orders = new ConcurrentHashMap<>();
  volatile boolean ill;
  private final ScheduledExecutorService threads;

  StressStore(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public void protect(ServiceDescriptor service) {}

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    return answered(() -> Optional.ofNullable(rows.get(key)));
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return answered(
        () -> {
          rows.merge(key, snapshot, (a, b) -> b.asOfMicros() >= a.asOfMicros() ? b : a);
          return null;
        });
  }

  @Override
  public CompletionStage<List<StoredOrder>> orders() {
    return ordered(() -> List.copyOf(orders.values()));
  }

  @Override
  public CompletionStage<Void> order(StoredOrder order) {
    return ordered(
        () -> {
          orders.put(order.scope() + " " + order.id(), order);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> revoke(String scope, String id) {
    return ordered(
        () -> {
          orders.remove(scope + " " + id);
          return null;
        });
  }

  /**
   * Orders fail, but never arrive after they were given up: a hold that is released too late could
   * be the next one, and nobody could say what is in force.
   */
  private <R> CompletionStage<R> ordered(Supplier<R> request) {
    if (ill && ThreadLocalRandom.current().nextInt(100) < 30) {
      return CompletableFuture.failedFuture(new IllegalStateException("store is down"));
    }
    R done = request.get();
    return CompletableFuture.supplyAsync(() -> done, threads);
  }

  private <R> CompletionStage<R> answered(Supplier<R> request) {
    int dice = ThreadLocalRandom.current().nextInt(100);
    if (!ill) {
      return dice < 50
          ? CompletableFuture.completedFuture(request.get())
          : CompletableFuture.supplyAsync(request, threads);
    }
    if (dice < 20) {
      return CompletableFuture.failedFuture(new IllegalStateException("store is down"));
    }
    if (dice < 30) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.supplyAsync(request, after(4L * dice));
  }

  /** Up to twice the write timeout. */
  private Executor after(long millis) {
    return task -> threads.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {}
}
