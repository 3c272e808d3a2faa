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
 * Reads one operation's snapshots: what the store holds or, to be served, what this process has on
 * its way there if that is newer, so that its callers are not told less than it told them before.
 * Callers that want the same key at the same time share one read and one decoded value.
 * Thread-safe.
 */
final class SnapshotReader<T> {
  private final OperationDescriptor<T> operation;
  private final GuardedStore store;
  private final Recorder recorder;
  private final LastWritten lastWritten;
  private final Time time;
  private final Events events;
  private final ConcurrentMap<Row, CompletableFuture<Found<T>>> inFlight =
      new ConcurrentHashMap<>();

  /**
   * What a row was found to hold.
   *
   * @param snapshot empty for a known absence, and where nothing was found
   */
  private record Found<T>(Optional<Snapshot<T>> snapshot, long asOfMicros) {
    static <T> Found<T> nothing() {
      return new Found<>(Optional.empty(), Long.MIN_VALUE);
    }
  }

  /** One of the two ways to read. */
  interface Reading<T> {
    CompletableFuture<Optional<Snapshot<T>>> read(
        Row row, @Nullable ByteBuffer previousKey, Executor completions);
  }

  SnapshotReader(OperationDescriptor<T> operation, EngineParts parts) {
    this.operation = operation;
    this.store = parts.store();
    this.recorder = parts.recorder();
    this.lastWritten = parts.lastWritten();
    this.time = parts.time();
    this.events = parts.events();
  }

  /**
   * The snapshot to serve, of whatever age: the newer of what {@link #readStored} gives and what is
   * on its way to the row.
   *
   * @param previousKey null where the previous version is not to be asked
   * @param completions where the result is decoded and given; each who shares a read names its own
   * @return fails when the store cannot be asked and nothing is on its way there, or when the bytes
   *     cannot be read
   */
  CompletableFuture<Optional<Snapshot<T>>> read(
      Row row, @Nullable ByteBuffer previousKey, Executor completions) {
    Recording onItsWay = recorder.onItsWay(row);
    CompletableFuture<Found<T>> stored = stored(row, previousKey, completions);
    return onItsWay == null
        ? stored.thenApply(Found::snapshot)
        : stored.handle((found, error) -> newer(onItsWay.snapshot(), found));
  }

  /**
   * The snapshot in a row, of whatever age; where there is none, the one that the operation's
   * previous version has; empty where there is none. For who must know that it is there.
   *
   * @return fails when the store cannot be asked, or the bytes cannot be read
   */
  CompletableFuture<Optional<Snapshot<T>>> readStored(
      Row row, @Nullable ByteBuffer previousKey, Executor completions) {
    return stored(row, previousKey, completions).thenApply(Found::snapshot);
  }

  /**
   * @param found null where the store could not be asked
   */
  private Optional<Snapshot<T>> newer(StoredSnapshot onItsWay, @Nullable Found<T> found) {
    return found != null && found.asOfMicros() >= onItsWay.asOfMicros()
        ? found.snapshot()
        : decoded(onItsWay);
  }

  /** Reads anew where another's read had begun before this process wrote what the row holds now. */
  private CompletableFuture<Found<T>> stored(
      Row row, @Nullable ByteBuffer previousKey, Executor completions) {
    CompletableFuture<Found<T>> mine = new CompletableFuture<>();
    CompletableFuture<Found<T>> theirs = inFlight.putIfAbsent(row, mine);
    if (theirs == null) {
      return stored(row, previousKey, completions, mine);
    }
    long joined = time.nanos();
    return theirs
        .handleAsync(
            (found, error) ->
                error == null && lastWritten.acknowledgedAfter(row, found.asOfMicros())
                    ? anew(row, previousKey, completions, found, joined)
                    : theirs,
            completions)
        .thenCompose(Function.identity());
  }

  /**
   * What a read gives that began after another had ended, in the time that a read has; if it fails
   * or is late, what that other found.
   */
  private CompletableFuture<Found<T>> anew(
      Row row,
      @Nullable ByteBuffer previousKey,
      Executor completions,
      Found<T> found,
      long joined) {
    CompletableFuture<Found<T>> mine = new CompletableFuture<>();
    CompletableFuture<Found<T>> theirs = inFlight.putIfAbsent(row, mine);
    CompletableFuture<Found<T>> newer =
        theirs == null ? stored(row, previousKey, completions, mine) : theirs;
    CompletableFuture<Found<T>> result = new CompletableFuture<>();
    Runnable stopTimer =
        time.after(
            Math.max(0, joined + store.readTimeoutNanos() - time.nanos()),
            () -> completions.execute(() -> result.complete(found)));
    newer.whenCompleteAsync(
        (better, error) -> {
          stopTimer.run();
          result.complete(error == null ? better : found);
        },
        completions);
    return result;
  }

  /**
   * @param mine where the result goes
   */
  private CompletableFuture<Found<T>> stored(
      Row row,
      @Nullable ByteBuffer previousKey,
      Executor completions,
      CompletableFuture<Found<T>> mine) {
    long start = time.nanos();
    store
        .read(operation.table(), row.key(), completions)
        .thenCompose(stored -> found(stored, previousKey, start, completions))
        .whenComplete(
            (found, error) -> {
              inFlight.remove(row, mine);
              Duration duration = Duration.ofNanos(time.nanos() - start);
              String service = operation.service();
              String name = operation.name();
              if (error == null) {
                boolean hit = found.snapshot().isPresent();
                events.tell(() -> new FallbackEvent.StoreRead(service, name, duration, hit));
                mine.complete(found);
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
  private CompletableFuture<Found<T>> found(
      Optional<StoredSnapshot> stored,
      @Nullable ByteBuffer previousKey,
      long start,
      Executor completions) {
    PreviousVersion<T> former = operation.previous().orElse(null);
    if (stored.isPresent()
        || previousKey == null
        || former == null
        || !store.isReady(former.table())) {
      return CompletableFuture.completedFuture(found(stored, operation.codec()::read));
    }
    return store
        .readWithin(time.nanos() - start, former.table(), previousKey, completions)
        .thenApply(row -> found(row, former.answer()::read));
  }

  private Found<T> found(
      Optional<StoredSnapshot> stored, Function<ByteSource, ? extends @Nullable T> codec) {
    return stored
        .map(row -> new Found<>(decoded(row, codec), row.asOfMicros()))
        .orElseGet(Found::nothing);
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
    } catch (Exception e) {
      throw new UnreadableSnapshotException(
          operation.name() + ": the stored snapshot could not be decoded", e);
    }
  }
}
