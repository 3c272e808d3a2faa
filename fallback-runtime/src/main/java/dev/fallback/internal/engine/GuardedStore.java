package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store behind a breaker, a bulkhead and timeouts of its own, so that a store that is down or
 * slow costs calls nothing: requests to it fail at once or within their timeout. Completes on the
 * engine's workers, never on the store's threads. Thread-safe.
 */
final class GuardedStore {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedStore.class);

  private final SnapshotStore store;
  private final StoreLimits limits;
  private final Time time;
  private final Executor workers;
  private final Breaker breaker;
  private final Semaphore readsInFlight;

  GuardedStore(
      SnapshotStore store,
      StoreLimits limits,
      BreakerSettings settings,
      Time time,
      DoubleSupplier random,
      Executor workers) {
    this.store = store;
    this.limits = limits;
    this.time = time;
    this.workers = workers;
    this.breaker =
        new Breaker(
            settings,
            time,
            random,
            (from, to) -> LOG.info("Breaker of the fallback store: {} -> {}", from, to));
    this.readsInFlight = new Semaphore(limits.readsInFlight());
  }

  CompletableFuture<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    if (!readsInFlight.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(
              "the fallback store has " + limits.readsInFlight() + " reads in flight already"));
    }
    CompletableFuture<Optional<StoredSnapshot>> result =
        guarded(limits.readTimeout(), "read", () -> store.read(table, key));
    result.whenComplete((found, error) -> readsInFlight.release());
    return result;
  }

  CompletableFuture<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return guarded(
        limits.writeTimeout(), "write", () -> store.write(table, key, snapshot, ttlSeconds));
  }

  private <R> CompletableFuture<R> guarded(
      Duration timeout, String what, Supplier<CompletionStage<R>> request) {
    Permit permit = breaker.acquire(time.nanos(), timeout.toNanos());
    if (permit == null) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException("the fallback store failed too often and is left alone"));
    }
    CompletableFuture<R> result = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    Runnable stopTimer =
        time.after(
            timeout.toNanos(),
            () -> {
              if (over.compareAndSet(false, true)) {
                breaker.failed(time.nanos(), permit, true);
                finish(
                    result,
                    null,
                    new StoreUnavailableException(
                        "the fallback store did not %s within %d ms"
                            .formatted(what, timeout.toMillis())));
              }
            });
    StoreRequest.sent(request)
        .whenComplete(
            (value, error) -> {
              if (over.compareAndSet(false, true)) {
                stopTimer.run();
                if (error == null) {
                  breaker.succeeded(time.nanos(), permit, false);
                } else {
                  breaker.failed(time.nanos(), permit, false);
                }
                finish(result, value, error);
              }
            });
    return result;
  }

  private <R> void finish(
      CompletableFuture<R> result, @Nullable R value, @Nullable Throwable error) {
    Runnable completion =
        error == null
            ? () -> complete(result, value)
            : () -> result.completeExceptionally(Failures.unwrapped(error));
    try {
      workers.execute(completion);
    } catch (RejectedExecutionException closed) {
      completion.run(); // closing: the caller must still hear of it
    }
  }

  @SuppressWarnings("NullAway") // a write's result is null
  private static <R> void complete(CompletableFuture<R> result, @Nullable R value) {
    result.complete(value);
  }
}
