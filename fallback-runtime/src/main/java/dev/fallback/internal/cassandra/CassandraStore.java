package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.fallback.CassandraSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.schema.Keyspaces;
import dev.fallback.internal.time.Time;
import dev.fallback.internal.time.Workers;
import dev.fallback.spi.JobStore;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredJob;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final int FURTHER_REHEARSALS = 3;

  /** Releases that are complained of at most. */
  private static final int STRANGERS = 100;

  /** A key of one null component: valid for every tuple. */
  private static final ByteBuffer NULL_KEY = ByteBuffer.allocate(4).putInt(-1).flip();

  private final CassandraSettings settings;
  private final OrderTable orders;
  private final JobTable jobs;
  private final LastingAttempt<CqlSession> connection;
  private final CompletableFuture<CqlSession> session;
  private final Protection protection;
  private final AtomicBoolean rehearsed = new AtomicBoolean();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Starts connecting; requests take as long as {@link RequestTimes#defaults} says. */
  public CassandraStore(CassandraSettings settings, Time time) {
    this(settings, time, RequestTimes.defaults());
  }

  /** Starts connecting. */
  public CassandraStore(CassandraSettings settings, Time time, RequestTimes times) {
    this.settings = settings;
    this.orders = new OrderTable(settings.keyspace());
    this.jobs = new JobTable(settings.keyspace());
    this.connection =
        new LastingAttempt<>(
            () -> Sessions.open(settings, times),
            time,
            attempt -> Workers.once("fallback-connecting", attempt));
    this.session = connection.session();
    this.protection = new Protection(connection, settings.keyspace(), time, this::rehearse);
  }

  @Override
  public void protect(ServiceDescriptor service) {
    protection.protect(service);
  }

  @Override
  public Optional<String> unready(StoredTable table) {
    return protection.reason(table.name());
  }

  @Override
  public FieldOrder fieldOrder(StoredTable table) {
    ReadyTable ready = protection.ready(table.name());
    return ready == null ? FieldOrder.OWN : ready.binding().order();
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
    ReadyTable prepared = protection.ready(table.name());
    if (prepared == null) {
      return CompletableFuture.failedFuture(notReady(table));
    }
    BoundStatement select =
        prepared
            .select()
            .boundStatementBuilder()
            .setBytesUnsafe(0, key.duplicate())
            .setExecutionProfileName(table.profile().orElse(Sessions.READ))
            .build();
    CqlSession opened = session.join();
    return opened
        .executeAsync(select)
        .handle(
            (rows, error) ->
                Unavailability.of(error) && table.profile().isEmpty()
                    ? opened.executeAsync(select.setExecutionProfileName(Sessions.READ_ONE))
                    : settled(rows, error))
        .thenCompose(stage -> stage)
        .thenCompose(rows -> snapshot(opened, table, prepared, rows))
        .exceptionallyCompose(CassandraStore::told);
  }

  @Override
  public CompletionStage<Void> write(
      StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
    ReadyTable prepared = protection.ready(table.name());
    if (prepared == null) {
      return CompletableFuture.failedFuture(notReady(table));
    }
    if (snapshot.order() != prepared.binding().order()) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(
              "the snapshot was encoded before the live order of the fields was known"));
    }
    BoundStatement insert =
        prepared
            .insert()
            .boundStatementBuilder()
            .setBytesUnsafe(0, key.duplicate())
            .setBytesUnsafe(1, snapshot.bytes().duplicate())
            .setLong(2, snapshot.asOfMicros())
            .setInt(3, ttlSeconds)
            .setExecutionProfileName(table.profile().orElse(Sessions.WRITE))
            .build();
    return session
        .join()
        .executeAsync(insert)
        .<Void>thenApply(done -> null)
        .exceptionallyCompose(CassandraStore::told);
  }

  @Override
  public CompletionStage<OptionalLong> clockMicros() {
    return connected(opened -> opened.executeAsync(CLOCK).thenApply(CassandraStore::clock));
  }

  private static OptionalLong clock(AsyncResultSet rows) {
    Row row = Objects.requireNonNull(rows.one());
    Instant now = Objects.requireNonNull(row.getInstant(0));
    return OptionalLong.of(now.toEpochMilli() * 1_000);
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

  @Override
  public Optional<JobStore> jobs() {
    return Optional.of(
        new JobStore() {
          @Override
          public CompletionStage<Optional<StoredJob>> job(String name) {
            return connected(opened -> jobs.job(opened, name));
          }

          @Override
          public CompletionStage<StoredJob> swap(Optional<StoredJob> seen, StoredJob next) {
            return connected(opened -> jobs.swap(opened, seen, next));
          }
        });
  }

  private <R> CompletionStage<R> connected(Function<CqlSession, CompletionStage<R>> request) {
    return session.isDone()
        ? request.apply(session.join())
        : CompletableFuture.failedFuture(
            new StoreUnavailableException("Cassandra is not connected"));
  }

  @Override
  public void close() {
    closed = true;
    protection.close();
    connection.close();
  }

  /**
   * Reads a key that is hardly there, a few hundred times, one after the other. On a good day
   * nothing is read, so without this the first callers of a bad day would wait for classes to be
   * loaded and compiled: p99 of the first second was ten times higher.
   */
  private void rehearse(OperationDescriptor<?> operation) {
    rehearse(
        operation.table(), rehearsed.compareAndSet(false, true) ? REHEARSALS : FURTHER_REHEARSALS);
  }

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

  private StoreUnavailableException notReady(StoredTable table) {
    return new StoreUnavailableException(
        "table %s.%s is not ready: %s"
            .formatted(
                Keyspaces.of(table, settings.keyspace()),
                table.name(),
                unready(table).orElse("it has just become so")));
  }

  /**
   * What Cassandra refuses says nothing about whether it is well: it counts as a store that is not
   * ready, so that one table's statements do not close the way to the others.
   */
  private static <R> CompletionStage<R> told(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return CompletableFuture.failedFuture(
        cause instanceof QueryValidationException
            ? new StoreUnavailableException(
                "Cassandra refuses the statement: " + cause.getMessage(), cause)
            : error);
  }

  private static CompletionStage<AsyncResultSet> settled(
      AsyncResultSet rows, @Nullable Throwable error) {
    return error == null
        ? CompletableFuture.completedFuture(rows)
        : CompletableFuture.failedFuture(error);
  }

  private CompletionStage<Optional<StoredSnapshot>> snapshot(
      CqlSession opened, StoredTable table, ReadyTable in, AsyncResultSet rows) {
    Optional<String> broken = in.brokenBy(rows.getColumnDefinitions());
    if (broken.isPresent()) {
      protection.suspend(table.name(), in, broken.get());
      return CompletableFuture.failedFuture(notReady(table));
    }
    Row row = rows.one();
    ByteBuffer bytes = row == null ? null : row.getBytesUnsafe(0);
    if (row == null || bytes == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    long asOf = row.getLong(1);
    String tag = in.foreignTag(bytes);
    FieldOrder known = tag == null ? in.binding().order() : in.orderOf(tag);
    if (tag == null || known != null) {
      return CompletableFuture.completedFuture(
          Optional.of(new StoredSnapshot(bytes, asOf, known == null ? FieldOrder.OWN : known)));
    }
    return protection
        .orderOf(opened, table, in, tag)
        .thenApply(
            found -> {
              if (found.isEmpty() && strangers.size() < STRANGERS && strangers.add(tag)) {
                LOG.warn(
                    "Snapshots in {} that release {} wrote count as absent: it never said which"
                        + " fields it knew",
                    table.name(),
                    tag);
              }
              return found.map(order -> new StoredSnapshot(bytes, asOf, order));
            });
  }
}
