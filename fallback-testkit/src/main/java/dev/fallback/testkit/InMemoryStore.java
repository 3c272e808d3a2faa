package dev.fallback.testkit;

import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.JobStore;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredJob;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in this JVM's memory that keeps to the rules of the real one: the newest as-of wins in
 * whatever order writes arrive, a snapshot ends with its time to live, and an ended one still
 * shadows what is older. Ready at once, for every table. Everything completes on the calling
 * thread. Thread-safe.
 */
public final class InMemoryStore implements SnapshotStore {
  private record Place(String table, ByteBuffer key) {}

  private record Cell(StoredSnapshot snapshot, Instant expires) {

    /** The greater as-of wins; at equal ones the greater bytes, as in Cassandra. */
    private static Cell winner(Cell one, Cell other) {
      int order = Long.compare(one.snapshot.asOfMicros(), other.snapshot.asOfMicros());
      if (order == 0) {
        order = Arrays.compareUnsigned(bytes(one), bytes(other));
      }
      return order >= 0 ? one : other;
    }

    private static byte[] bytes(Cell cell) {
      byte[] bytes = new byte[cell.snapshot.bytes().remaining()];
      cell.snapshot.bytes().duplicate().get(bytes);
      return bytes;
    }
  }

  private final InstantSource clock;
  private final Map<Place, Cell> cells = new ConcurrentHashMap<>();
  private final Map<String, StoredJob> jobs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** An empty store that reckons time to live by the given clock. */
  public InMemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void protect(ServiceDescriptor service) {
    // There is nothing to connect to and nothing to prepare.
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    return complete(() -> live(cells.get(new Place(table.name(), key))).map(InMemoryStore::copy));
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    return complete(
        () -> {
          if (ttlSeconds < 1) {
            throw new IllegalArgumentException("ttlSeconds: " + ttlSeconds + " is less than 1");
          }
          var cell = new Cell(copy(snapshot), clock.instant().plusSeconds(ttlSeconds));
          cells.merge(new Place(table.name(), copy(key)), cell, Cell::winner);
          return null;
        });
  }

  @Override
  public Optional<JobStore> jobs() {
    return Optional.of(new Jobs());
  }

  /** How many snapshots can be read now. */
  public int size() {
    return (int) cells.values().stream().flatMap(cell -> live(cell).stream()).count();
  }

  private Optional<StoredSnapshot> live(@Nullable Cell cell) {
    return cell == null || !clock.instant().isBefore(cell.expires)
        ? Optional.empty()
        : Optional.of(cell.snapshot);
  }

  private <T> CompletionStage<T> complete(Supplier<@Nullable T> action) {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the store is closed"));
    }
    try {
      return CompletableFuture.completedFuture(action.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static StoredSnapshot copy(StoredSnapshot snapshot) {
    return new StoredSnapshot(copy(snapshot.bytes()), snapshot.asOfMicros());
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Jobs implements JobStore {
    @Override
    public CompletionStage<Optional<StoredJob>> job(String name) {
      return complete(() -> Optional.ofNullable(jobs.get(name)));
    }

    @Override
    public CompletionStage<StoredJob> swap(Optional<StoredJob> seen, StoredJob next) {
      return complete(
          () -> jobs.compute(next.name(), (name, there) -> isAsSeen(there, seen) ? next : there));
    }

    private boolean isAsSeen(@Nullable StoredJob there, Optional<StoredJob> seen) {
      return there == null
          ? seen.isEmpty()
          : seen.isPresent()
              && seen.get().token() == there.token()
              && seen.get().beat() == there.beat();
    }
  }
}
