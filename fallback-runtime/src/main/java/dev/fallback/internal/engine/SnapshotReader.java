package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
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

/**
 * Reads one operation's snapshots. Callers that want the same key at the same time share one read
 * and one decoded value. Thread-safe.
 */
final class SnapshotReader<T> {
  private final OperationDescriptor<T> operation;
  private final GuardedStore store;
  private final Time time;
  private final Events events;
  private final ConcurrentMap<ByteBuffer, CompletableFuture<Optional<Snapshot<T>>>> inFlight =
      new ConcurrentHashMap<>();

  SnapshotReader(OperationDescriptor<T> operation, EngineParts parts) {
    this.operation = operation;
    this.store = parts.store();
    this.time = parts.time();
    this.events = parts.events();
  }

  /**
   * The snapshot of a key, of whatever age; empty where there is none.
   *
   * @return fails when the store cannot be asked or the bytes cannot be read
   */
  CompletableFuture<Optional<Snapshot<T>>> read(ByteBuffer key) {
    CompletableFuture<Optional<Snapshot<T>>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Snapshot<T>>> theirs = inFlight.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs;
    }
    long start = time.nanos();
    store
        .read(operation.table(), key)
        .thenApply(found -> found.flatMap(this::decoded))
        .whenComplete(
            (snapshot, error) -> {
              inFlight.remove(key, mine);
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

  /** Empty where what is stored is a known absence: null, by no release. */
  Optional<Snapshot<T>> decoded(StoredSnapshot stored) {
    try {
      ByteSource in = new ByteSource(stored.bytes(), stored.order());
      T value = operation.codec().read(in);
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
