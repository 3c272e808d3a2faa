package dev.fallback.bank;

import dev.fallback.Fallbacks;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceWithFallback;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A warm-up of a million keys, for a JVM with a small heap. */
final class MillionKeys {
  private static final long KEYS = 1_000_000;

  private MillionKeys() {}

  /** Acknowledges everything and keeps nothing. */
  private static final class Counting implements SnapshotStore {
    private final AtomicLong writes = new AtomicLong();

    @Override
    public void protect(ServiceDescriptor service) {}

    @Override
    public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Void> write(
        StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
      writes.incrementAndGet();
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }

  public static void main(String... arguments) {
    Counting store = new Counting();
    StatementService backend =
        id -> CompletableFuture.completedFuture(new Statement(id, 100_000, 0, 0, List.of()));
    try (Fallbacks fallbacks = Fallbacks.builder().store(store).build()) {
      StatementService statements = new StatementServiceWithFallback(backend, fallbacks);
      WarmUpKeys<Long> keys =
          WarmUpKeys.of("a million", LongStream.range(0, KEYS).boxed()::iterator);
      WarmUpResult result =
          fallbacks
              .warmUp(
                  StatementService.class,
                  WarmUp.of("a million", keys, statements::statement)
                      .maxRate(1_000_000)
                      .maxConcurrency(1_000))
              .result()
              .join();
      System.out.printf(
          "%d stored, %d written, %d failed%n",
          result.counts().stored(), store.writes.get(), result.counts().failed());
    }
  }
}
