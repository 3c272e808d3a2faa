package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.PreviousVersion;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one operation's snapshots. Callers that want the same key at the same time share one read
 * and one decoded value. Thread-safe.
 */
final class SnapshotReader<T> {
  private final OperationDescriptor<T> operation;
  private final GuardedStore store;
  private final Time time;
  private final Events events;
  private final ConcurrentMap<Row, CompletableFuture<Optional<Snapshot<T>>>> inFlight =
      new ConcurrentHashMap<>();

  SnapshotReader(OperationDescriptor<T> operation, EngineParts parts) {
    this.operation = operation;
    this.store = parts.store();
    this.time = parts.time();
    this.events = parts.events();
  }

  /**
   * The snapshot in a row, of whatever age; where there is none, the one that the operation's
   * previous version has; empty where there is none.
   *
   * @param previousKey null where the previous version is not to be asked
   * @param completions where the result is decoded and given; each who shares a read names its own
   * @return fails when the store cannot be asked or the bytes cannot be read
   */
  CompletableFuture<Optional<Snapshot<T>>> read(
      Row row, @Nullable ByteBuffer previousKey, Executor completions) {
    CompletableFuture<Optional<Snapshot<T>>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Snapshot<T>>> theirs = inFlight.putIfAbsent(row, mine);
    if (theirs != null) {
      return theirs.whenCompleteAsync((snapshot, error) -> {}, completions);
    }
    long start = time.nanos();
    store
        .read(operation.table(), row.key(), completions)
        .thenCompose(found -> decoded(found, previousKey, start, completions))
        .whenComplete(
            (snapshot, error) -> {
              inFlight.remove(row, mine);
              Duration duration = Duration.ofNanos(time.nanos() - start);
              String service = operation.service();
              String name = operation.name();
              if (error == null) {
                boolean hit = snapshot.isPresent();
                events.tell(() -> new FallbackEvent.StoreRead(service, name, duration, hit));
                mine.complete(snapshot);
              } else {
                Throwable cause = Failures.unwrapped(error);
                events.tell(
                    () -> new FallbackEvent.StoreReadFailed(service, name, duration, cause));
                mine.completeExceptionally(cause);
              }
            });
    return mine;
  }

  /** A known absence is a row, so the former one is not asked for it. */
  private CompletableFuture<Optional<Snapshot<T>>> decoded(
      Optional<StoredSnapshot> found,
      @Nullable ByteBuffer previousKey,
      long start,
      Executor completions) {
    PreviousVersion<T> former = operation.previous().orElse(null);
    if (found.isPresent()
        || previousKey == null
        || former == null
        || !store.isReady(former.table())) {
      return CompletableFuture.completedFuture(found.flatMap(this::decoded));
    }
    return store
        .readWithin(time.nanos() - start, former.table(), previousKey, completions)
        .thenApply(stored -> stored.flatMap(row -> decoded(row, former.answer()::read)));
  }

  /** Empty where what is stored is a known absence: null, by no release. */
  Optional<Snapshot<T>> decoded(StoredSnapshot stored) {
    return decoded(stored, operation.codec()::read);
  }

  private Optional<Snapshot<T>> decoded(
      StoredSnapshot stored, Function<ByteSource, ? extends @Nullable T> codec) {
    try {
      ByteSource in = new ByteSource(stored.bytes(), stored.order());
      T value = codec.apply(in);
      String tag = in.text();
      return value == null && tag == null
          ? Optional.empty()
          : Optional.of(new Snapshot<>(value, stored.asOfMicros()));
    } catch (UnreadableSnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnreadableSnapshotException(
          operation.name() + ": the stored snapshot could not be decoded", e);
    }
  }
}
