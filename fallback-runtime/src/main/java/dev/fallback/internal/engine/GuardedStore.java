package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent.StoreStateChanged;
import dev.fallback.event.FallbackEvent.StoreStateChanged.Requests;
import dev.fallback.internal.time.Micros;
import dev.fallback.internal.time.Time;
import dev.fallback.internal.time.Timeout;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store behind breakers, a bulkhead and timeouts of its own, so that a store that is down or
 * slow costs calls nothing: requests to it fail at once or within their timeout. Reads and writes
 * have a breaker each, since a cluster that has lost two of three replicas takes no write at a
 * quorum and still answers reads at one. Never completes on the store's threads. Thread-safe.
 */
final class GuardedStore {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedStore.class);

  private final SnapshotStore store;
  private final StoreLimits limits;
  private final Time time;
  private final Executor background;
  private final Breaker reads;
  private final Breaker writes;
  private final Semaphore readsInFlight;

  /**
   * @param background where writes end
   */
  GuardedStore(
      SnapshotStore store,
      StoreLimits limits,
      BreakerSettings settings,
      Time time,
      DoubleSupplier random,
      Events events,
      Executor background) {
    this.store = store;
    this.limits = limits;
    this.time = time;
    this.background = background;
    this.reads = breaker(Requests.READS, settings, time, random, events);
    this.writes = breaker(Requests.WRITES, settings, time, random, events);
    this.readsInFlight = new Semaphore(limits.readsInFlight());
  }

  private static Breaker breaker(
      Requests requests,
      BreakerSettings settings,
      Time time,
      DoubleSupplier random,
      Events events) {
    String what = requests.name().toLowerCase(Locale.ROOT);
    return new Breaker(
        settings,
        time,
        random,
        (from, to) -> {
          LOG.info("Breaker of the fallback store's {}: {} -> {}", what, from, to);
          Instant at = Micros.instant(time.micros());
          events.tellChange(new StoreStateChanged("", requests, from, to, at));
        });
  }

  /** Whether a table can be read at all: nothing is counted against the store where it cannot. */
  boolean isReady(StoredTable table) {
    return store.unready(table).isEmpty();
  }

  /**
   * The snapshot in a row.
   *
   * @param completions where the read ends
   */
  CompletableFuture<Optional<StoredSnapshot>> read(
      StoredTable table, ByteBuffer key, Executor completions) {
    return read(table, key, limits.readTimeout(), completions);
  }

  /** How long a read may take. */
  long readTimeoutNanos() {
    return limits.readTimeout().toNanos();
  }

  /** The same in what is left of the time that a read has. */
  CompletableFuture<Optional<StoredSnapshot>> readWithin(
      long elapsedNanos, StoredTable table, ByteBuffer key, Executor completions) {
    Duration left = limits.readTimeout().minusNanos(elapsedNanos);
    return left.isNegative() || left.isZero()
        ? CompletableFuture.failedFuture(
            new StoreUnavailableException(
                "the fallback store did not read within %d ms"
                    .formatted(limits.readTimeout().toMillis())))
        : read(table, key, left, completions);
  }

  private CompletableFuture<Optional<StoredSnapshot>> read(
      StoredTable table, ByteBuffer key, Duration timeout, Executor completions) {
    if (!readsInFlight.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new StoreLeftAloneException(
              "the fallback store has " + limits.readsInFlight() + " reads in flight already"));
    }
    CompletableFuture<Optional<StoredSnapshot>> result =
        guarded(reads, timeout, "read", completions, () -> store.read(table, key));
    result.whenComplete((found, error) -> readsInFlight.release());
    return result;
  }

  /** The order in which what is written next must be encoded. */
  FieldOrder fieldOrder(StoredTable table) {
    return store.fieldOrder(table);
  }

  CompletableFuture<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return guarded(
        writes,
        limits.writeTimeout(),
        "write",
        background,
        () -> store.write(table, key, snapshot, ttlSeconds));
  }

  private <R> CompletableFuture<R> guarded(
      Breaker breaker,
      Duration timeout,
      String what,
      Executor executor,
      Supplier<CompletionStage<R>> request) {
    Permit permit = breaker.acquire(time.nanos(), timeout.toNanos());
    if (permit == null) {
      return CompletableFuture.failedFuture(
          new StoreLeftAloneException("the fallback store failed too often and is left alone"));
    }
    CompletableFuture<R> result = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    Runnable stopTimer =
        Timeout.after(
            time,
            timeout.toNanos(),
            () -> {
              if (over.compareAndSet(false, true)) {
                breaker.failed(time.nanos(), permit, true);
                Throwable late =
                    new StoreLeftAloneException(
                        "the fallback store did not %s within %d ms"
                            .formatted(what, timeout.toMillis()));
                executor.execute(() -> result.completeExceptionally(late));
              }
            });
    StoreRequest.sent(request)
        .whenComplete(
            (value, error) -> {
              if (over.compareAndSet(false, true)) {
                stopTimer.run();
                judge(breaker, permit, error);
                executor.execute(() -> StoreRequest.end(result, value, error));
              }
            });
    return result;
  }

  /**
   * A store that says it is not ready, perhaps for one table only, was not asked: that says nothing
   * about it, and must not close the way to the tables that are ready.
   */
  private void judge(Breaker breaker, Permit permit, @Nullable Throwable error) {
    if (error == null) {
      breaker.succeeded(time.nanos(), permit, false);
    } else if (error instanceof StoreUnavailableException) {
      breaker.released(permit);
    } else {
      breaker.failed(time.nanos(), permit, false);
    }
  }
}
