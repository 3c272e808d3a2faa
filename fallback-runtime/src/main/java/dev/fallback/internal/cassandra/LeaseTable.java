package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import dev.fallback.internal.schema.ControlTables;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which lease: one row a lease, changed by lightweight transactions only and never
 * deleted, so that its token only ever grows. No cell has a time to live: who waits judges a
 * holder's silence by its own watch, so nobody's clock need be right.
 *
 * <p>A lightweight transaction can end without anyone knowing how. Then the row is read at SERIAL,
 * which settles what was in flight, and what it says counts.
 */
final class LeaseTable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final CqlSession session;
  private final String table;

  LeaseTable(CqlSession session, String keyspace) {
    this.session = session;
    this.table = keyspace + "." + ControlTables.LEASES;
  }

  /**
   * What the row of a lease says.
   *
   * @param owner who holds it; null when nobody does
   * @param token grows with every holder
   * @param beat grows with every heartbeat
   */
  record Entry(@Nullable String owner, long token, long beat) {
    boolean isHeldBy(String someone, long withToken) {
      return someone.equals(owner) && token == withToken;
    }
  }

  /** The row as a quorum has it, which may be a moment behind. */
  CompletionStage<Optional<Entry>> glance(String name) {
    return select(name, DefaultConsistencyLevel.QUORUM);
  }

  /** The row as it is, with everything that was in flight settled. */
  CompletionStage<Optional<Entry>> look(String name) {
    return select(name, DefaultConsistencyLevel.SERIAL);
  }

  /**
   * Takes a lease that is as seen.
   *
   * @param seen empty where there is no row yet
   * @return the row afterwards, whoever holds it
   */
  CompletionStage<Optional<Entry>> take(String name, Optional<Entry> seen, String owner) {
    long token = seen.map(Entry::token).orElse(0L) + 1;
    SimpleStatement statement =
        seen.map(
                entry ->
                    SimpleStatement.newInstance(
                        "UPDATE %s SET owner = ?, fence = ?, beat = 0 WHERE name = ? IF fence = ? AND beat = ? AND owner = ?"
                            .formatted(table),
                        owner,
                        token,
                        name,
                        entry.token(),
                        entry.beat(),
                        entry.owner()))
            .orElseGet(
                () ->
                    SimpleStatement.newInstance(
                        "INSERT INTO %s (name, owner, fence, beat) VALUES (?, ?, ?, 0) IF NOT EXISTS"
                            .formatted(table),
                        name,
                        owner,
                        token));
    return changed(name, statement, new Entry(owner, token, 0));
  }

  /** Says that the holder is alive; the row afterwards, whoever holds it. */
  CompletionStage<Optional<Entry>> beat(String name, String owner, long token, long beat) {
    return changed(
        name,
        SimpleStatement.newInstance(
            "UPDATE %s SET beat = ? WHERE name = ? IF fence = ? AND owner = ?".formatted(table),
            beat,
            name,
            token,
            owner),
        new Entry(owner, token, beat));
  }

  /** Gives the lease back; the row afterwards. */
  CompletionStage<Optional<Entry>> release(String name, String owner, long token) {
    return changed(
        name,
        SimpleStatement.newInstance(
            "UPDATE %s SET owner = null WHERE name = ? IF fence = ? AND owner = ?".formatted(table),
            name,
            token,
            owner),
        new Entry(null, token, 0));
  }

  private CompletionStage<Optional<Entry>> select(String name, ConsistencyLevel level) {
    return session
        .executeAsync(
            prepared(
                SimpleStatement.newInstance(
                    "SELECT owner, fence, beat FROM %s WHERE name = ?".formatted(table), name),
                level))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(LeaseTable::entry));
  }

  private CompletionStage<Optional<Entry>> changed(
      String name, SimpleStatement statement, Entry whenApplied) {
    return session
        .executeAsync(prepared(statement, DefaultConsistencyLevel.QUORUM))
        .handle(
            (rows, error) -> {
              if (error != null) {
                return isUnknown(error)
                    ? look(name)
                    : CompletableFuture.<Optional<Entry>>failedFuture(error);
              }
              return rows.wasApplied()
                  ? CompletableFuture.completedFuture(Optional.of(whenApplied))
                  : look(name, rows);
            })
        .thenCompose(stage -> stage);
  }

  /** What stood in the way comes with the refusal, unless a part of it is missing. */
  private CompletionStage<Optional<Entry>> look(String name, AsyncResultSet refused) {
    Row row = refused.one();
    return row != null
            && row.getColumnDefinitions().contains("fence")
            && row.getColumnDefinitions().contains("owner")
            && row.getColumnDefinitions().contains("beat")
        ? CompletableFuture.completedFuture(Optional.of(entry(row)))
        : look(name);
  }

  /** A part of a lightweight transaction, or a read that settles one. */
  static SimpleStatement prepared(SimpleStatement statement, ConsistencyLevel level) {
    return statement
        .setIdempotent(false)
        .setConsistencyLevel(level)
        .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
        .setExecutionProfileName(Sessions.DDL)
        .setTimeout(TIMEOUT);
  }

  /** Whether nobody knows if it was applied. */
  static boolean isUnknown(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof CASWriteUnknownException
        || cause instanceof WriteTimeoutException
        || cause instanceof ReadTimeoutException
        || cause instanceof DriverTimeoutException
        || cause instanceof ClosedConnectionException
        || cause instanceof HeartbeatException;
  }

  private static Entry entry(Row row) {
    return new Entry(row.getString("owner"), row.getLong("fence"), row.getLong("beat"));
  }
}
