package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
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
  private final Events events;
  private final ConcurrentMap<ByteBuffer, CompletableFuture<Optional<Snapshot<T>>>> inFlight =
      new ConcurrentHashMap<>();

  SnapshotReader(OperationDescriptor<T> operation, GuardedStore store, Events events) {
    this.operation = operation;
    this.store = store;
    this.events = events;
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
    store
        .read(operation.table(), key)
        .thenApply(found -> found.map(this::decoded))
        .whenComplete(
            (snapshot, error) -> {
              inFlight.remove(key, mine);
              if (error == null) {
                mine.complete(snapshot);
              } else {
                Throwable cause = Failures.unwrapped(error);
                events.tell(
                    () ->
                        new FallbackEvent.StoreReadFailed(
                            operation.service(), operation.name(), cause));
                mine.completeExceptionally(cause);
              }
            });
    return mine;
  }

  private Snapshot<T> decoded(StoredSnapshot stored) {
    try {
      return new Snapshot<>(
          operation.codec().read(new ByteSource(stored.bytes())), stored.asOfMicros());
    } catch (UnreadableSnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnreadableSnapshotException(
          operation.name() + ": the stored snapshot could not be decoded", e);
    }
  }
}
