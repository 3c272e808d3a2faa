package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import dev.fallback.CassandraSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.schema.LiveSchema;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in Cassandra. Connects in the background and again until it succeeds; an operation is
 * ready once its types and tables have been verified and its statements prepared, and until then
 * its reads and writes fail at once. Keys and snapshots go to the wire as they are, without the
 * driver's codecs. Thread-safe.
 */
public final class CassandraStore implements SnapshotStore {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraStore.class);
  private static final SimpleStatement CLOCK =
      SimpleStatement.newInstance("SELECT toTimestamp(now()) FROM system.local")
          .setExecutionProfileName(Sessions.READ_ONE);
  private static final int REHEARSALS = 300;

  /** A key of one null component: valid for every tuple. */
  private static final ByteBuffer NULL_KEY = ByteBuffer.allocate(4).putInt(-1).flip();

  private static final long RETRY_NANOS = 2_000_000_000L;

  private final CassandraSettings settings;
  private final Time time;
  private final OrderTable orders;
  private final CompletableFuture<CqlSession> session;
  private final ConcurrentMap<String, PreparedTable> ready = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> reasons = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> complaints = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Starts connecting. */
  public CassandraStore(CassandraSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
    this.orders = new OrderTable(settings.keyspace());
    this.session = Sessions.open(settings, true).toCompletableFuture();
    this.session.whenComplete(
        (opened, error) -> {
          if (error != null && !closed) {
            LOG.error("The fallback store cannot be connected; operations are unprotected", error);
          }
        });
  }

  @Override
  public void protect(ServiceDescriptor service) {
    session.thenAccept(opened -> verify(opened, service));
  }

  @Override
  public Optional<String> unready(StoredTable table) {
    if (ready.containsKey(table.name())) {
      return Optional.empty();
    }
    return Optional.of(
        session.isDone()
            ? reasons.getOrDefault(table.name(), "its schema is not verified yet")
            : "Cassandra is not connected");
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    PreparedTable prepared = ready.get(table.name());
    if (prepared == null) {
      return CompletableFuture.failedFuture(notReady(table));
    }
    BoundStatement select =
        prepared.select().boundStatementBuilder().setBytesUnsafe(0, key.duplicate()).build();
    CqlSession opened = session.join();
    return opened
        .executeAsync(select.setExecutionProfileName(Sessions.READ))
        .handle(
            (rows, error) ->
                isUnavailable(error)
                    ? opened.executeAsync(select.setExecutionProfileName(Sessions.READ_ONE))
                    : settled(rows, error))
        .thenCompose(stage -> stage)
        .thenApply(CassandraStore::snapshot);
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    PreparedTable prepared = ready.get(table.name());
    if (prepared == null) {
      return CompletableFuture.failedFuture(notReady(table));
    }
    BoundStatement insert =
        prepared
            .insert()
            .boundStatementBuilder()
            .setBytesUnsafe(0, key.duplicate())
            .setBytesUnsafe(1, snapshot.bytes().duplicate())
            .setLong(2, snapshot.asOfMicros())
            .setInt(3, ttlSeconds)
            .build();
    return session
        .join()
        .executeAsync(insert.setExecutionProfileName(Sessions.WRITE))
        .thenApply(done -> null);
  }

  @Override
  public CompletionStage<OptionalLong> clockMicros() {
    if (!session.isDone() || session.isCompletedExceptionally()) {
      return CompletableFuture.completedFuture(OptionalLong.empty());
    }
    return session
        .join()
        .executeAsync(CLOCK)
        .thenApply(
            rows -> {
              Row row = rows.one();
              Instant now = row == null ? null : row.getInstant(0);
              return now == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(now.toEpochMilli() * 1_000);
            });
  }

  @Override
  public CompletionStage<List<StoredOrder>> orders() {
    return connected(orders::all);
  }

  @Override
  public CompletionStage<Void> order(StoredOrder order) {
    return connected(opened -> orders.write(opened, order));
  }

  @Override
  public CompletionStage<Void> revoke(String scope, String id) {
    return connected(opened -> orders.delete(opened, scope, id));
  }

  private <R> CompletionStage<R> connected(Function<CqlSession, CompletionStage<R>> request) {
    return session.isDone() && !session.isCompletedExceptionally()
        ? request.apply(session.join())
        : CompletableFuture.failedFuture(
            new StoreUnavailableException("Cassandra is not connected"));
  }

  @Override
  public void close() {
    closed = true;
    if (session.isDone() && !session.isCompletedExceptionally()) {
      session.join().forceCloseAsync();
    } else {
      session.thenAccept(CqlSession::forceCloseAsync);
    }
  }

  private void verify(CqlSession opened, ServiceDescriptor service) {
    if (closed) {
      return;
    }
    new LiveSchemaReader(opened, settings.keyspace())
        .read()
        .thenCompose(live -> prepare(opened, service, live))
        .whenComplete(
            (allReady, error) -> {
              if (error != null) {
                complain(service.service(), "its schema could not be verified: " + error);
              }
              if ((error != null || !allReady) && !closed) {
                time.after(RETRY_NANOS, () -> verify(opened, service));
              }
            });
  }

  /** Whether every operation of the service is ready; each stands for itself. */
  private CompletionStage<Boolean> prepare(
      CqlSession opened, ServiceDescriptor service, LiveSchema live) {
    List<CompletableFuture<Boolean>> operations =
        service.operations().stream()
            .filter(operation -> !ready.containsKey(operation.table().name()))
            .map(operation -> prepare(opened, service, operation, live).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(operations.toArray(new CompletableFuture<?>[0]))
        .thenApply(all -> operations.stream().allMatch(CompletableFuture::join));
  }

  private CompletionStage<Boolean> prepare(
      CqlSession opened,
      ServiceDescriptor service,
      OperationDescriptor<?> operation,
      LiveSchema live) {
    String name = service.service() + "." + operation.name();
    SchemaDiff diff = SchemaDiff.between(service, operation, live, settings.keyspace());
    if (!diff.isEmpty()) {
      String why =
          diff.conflicts().isEmpty()
              ? "its schema is not migrated; missing: " + String.join("; ", diff.steps())
              : String.join("; ", diff.conflicts());
      reasons.put(operation.table().name(), why);
      complain(name, why);
      return CompletableFuture.completedFuture(false);
    }
    return PreparedTable.prepare(opened, operation.table(), settings.keyspace())
        .handle(
            (prepared, error) -> {
              if (error != null) {
                complain(name, "its statements could not be prepared: " + error);
                return false;
              }
              ready.put(operation.table().name(), prepared);
              if (complaints.remove(name) != null) {
                LOG.info("{} is protected now", name);
              }
              rehearse(operation.table(), REHEARSALS);
              return true;
            });
  }

  /**
   * Reads a key that is hardly there, a few hundred times, one after the other. On a good day
   * nothing is read, so without this the first callers of a bad day would wait for classes to be
   * loaded and compiled: p99 of the first second was ten times higher.
   */
  private void rehearse(StoredTable table, int times) {
    if (times == 0 || closed) {
      return;
    }
    read(table, NULL_KEY)
        .whenComplete(
            (found, error) -> {
              if (error == null) {
                rehearse(table, times - 1);
              } else {
                LOG.debug("Rehearsing reads of {} ended early", table.name(), error);
              }
            });
  }

  /** Once a change, not once a try. */
  private void complain(String name, String what) {
    if (!what.equals(complaints.put(name, what))) {
      LOG.warn("{} is unprotected: {}", name, what);
    }
  }

  private StoreUnavailableException notReady(StoredTable table) {
    return new StoreUnavailableException(
        "table %s.%s is not ready: %s"
            .formatted(
                settings.keyspace(), table.name(), unready(table).orElse("it has just become so")));
  }

  /**
   * Whether a quorum is not to be had in time. The driver's time-out belongs here: a coordinator
   * that waits for a hung replica does not ask another before it has measured the table for a few
   * seconds.
   */
  private static boolean isUnavailable(@Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof UnavailableException
        || cause instanceof ReadTimeoutException
        || cause instanceof DriverTimeoutException;
  }

  private static CompletionStage<AsyncResultSet> settled(
      AsyncResultSet rows, @Nullable Throwable error) {
    return error == null
        ? CompletableFuture.completedFuture(rows)
        : CompletableFuture.failedFuture(error);
  }

  private static Optional<StoredSnapshot> snapshot(AsyncResultSet rows) {
    Row row = rows.one();
    ByteBuffer bytes = row == null ? null : row.getBytesUnsafe(0);
    return row == null || bytes == null
        ? Optional.empty()
        : Optional.of(new StoredSnapshot(bytes, row.getLong(1)));
  }
}
