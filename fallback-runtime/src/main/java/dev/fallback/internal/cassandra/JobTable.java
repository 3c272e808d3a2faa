package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.internal.schema.ControlTables;
import dev.fallback.spi.StoredJob;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who is at which job, and how far it is: one row a job, changed by lightweight transactions only
 * and never deleted. Where nobody knows how one of them ended, the row is read at SERIAL, and what
 * it says counts.
 */
final class JobTable {
  private final String table;

  JobTable(String keyspace) {
    this.table = keyspace + "." + ControlTables.JOBS;
  }

  /** The row with everything that was in flight settled. */
  CompletionStage<Optional<StoredJob>> job(CqlSession session, String name) {
    SimpleStatement select =
        SimpleStatement.newInstance(
            "SELECT name, owner, fence, beat, since_micros, note FROM %s WHERE name = ?"
                .formatted(table),
            name);
    return session
        .executeAsync(LeaseTable.prepared(select, DefaultConsistencyLevel.SERIAL))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(JobTable::job));
  }

  /** Replaces the row if it is as seen; the row afterwards. */
  CompletionStage<StoredJob> swap(CqlSession session, Optional<StoredJob> seen, StoredJob next) {
    SimpleStatement change = seen.isPresent() ? update(seen.get(), next) : insert(next);
    return session
        .executeAsync(LeaseTable.prepared(change, DefaultConsistencyLevel.QUORUM))
        .handle(
            (rows, error) -> {
              if (error == null && rows.wasApplied()) {
                return CompletableFuture.completedFuture(next);
              }
              return error == null || LeaseTable.isUnknown(error)
                  ? job(session, next.name())
                      .thenApply(found -> found.orElseThrow(() -> gone(next.name())))
                  : CompletableFuture.<StoredJob>failedFuture(error);
            })
        .thenCompose(stage -> stage);
  }

  private SimpleStatement insert(StoredJob next) {
    return SimpleStatement.newInstance(
        "INSERT INTO %s (name, owner, fence, beat, since_micros, note) VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS"
            .formatted(table),
        next.name(),
        next.owner(),
        next.token(),
        next.beat(),
        next.sinceMicros(),
        next.note());
  }

  private SimpleStatement update(StoredJob seen, StoredJob next) {
    return SimpleStatement.newInstance(
        "UPDATE %s SET owner = ?, fence = ?, beat = ?, since_micros = ?, note = ? WHERE name = ? IF fence = ? AND beat = ?"
            .formatted(table),
        next.owner(),
        next.token(),
        next.beat(),
        next.sinceMicros(),
        next.note(),
        next.name(),
        seen.token(),
        seen.beat());
  }

  private static IllegalStateException gone(String name) {
    return new IllegalStateException("the row of job '%s' is not there".formatted(name));
  }

  private static StoredJob job(Row row) {
    return new StoredJob(
        text(row, "name"),
        text(row, "owner"),
        row.getLong("fence"),
        row.getLong("beat"),
        row.getLong("since_micros"),
        text(row, "note"));
  }

  private static String text(Row row, String column) {
    String value = row.getString(column);
    return value == null ? "" : value;
  }
}
