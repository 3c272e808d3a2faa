package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.internal.schema.ControlTables;
import dev.fallback.spi.StoredOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * Operators' orders to all nodes: one small partition, read as a whole. Written by Cassandra's
 * clock, not by that of the node which gives the order, so that the last order counts, as far as
 * the clocks of Cassandra's nodes agree.
 */
final class OrderTable {
  /** 1970 in the tenths of microseconds since 1582 that a UUID of version 1 counts (RFC 9562). */
  private static final long GREGORIAN_EPOCH = 0x01b21dd213814000L;

  private final String table;

  OrderTable(String keyspace) {
    this.table = keyspace + "." + ControlTables.ORDERS;
  }

  CompletionStage<List<StoredOrder>> all(CqlSession session) {
    return session
        .executeAsync(
            statement(
                "SELECT scope, id, state, from_micros, until_micros, author, reason FROM "
                    + table
                    + " WHERE part = 0"))
        .thenApply(
            rows -> {
              List<StoredOrder> orders = new ArrayList<>();
              rows.currentPage().forEach(row -> orders.add(order(row)));
              return orders;
            });
  }

  CompletionStage<Void> write(CqlSession session, StoredOrder order) {
    return written(
        session,
        now ->
            statement(
                "INSERT INTO "
                    + table
                    + " (part, scope, id, state, from_micros, until_micros, author, reason)"
                    + " VALUES (0, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?",
                order.scope(),
                order.id(),
                order.state(),
                order.fromMicros(),
                order.untilMicros(),
                order.author(),
                order.reason(),
                now));
  }

  CompletionStage<Void> delete(CqlSession session, String scope, String id) {
    return written(
        session,
        now ->
            statement(
                "DELETE FROM "
                    + table
                    + " USING TIMESTAMP ? WHERE part = 0 AND scope = ? AND id = ?",
                now,
                scope,
                id));
  }

  private static CompletionStage<Void> written(
      CqlSession session, LongFunction<SimpleStatement> at) {
    return session
        .executeAsync(statement("SELECT now() FROM system.local"))
        .thenCompose(rows -> session.executeAsync(at.apply(micros(rows))))
        .thenApply(done -> null);
  }

  /** A time of Cassandra's: of two on one node the later is greater by a microsecond at least. */
  private static long micros(AsyncResultSet rows) {
    UUID now = Objects.requireNonNull(Objects.requireNonNull(rows.one()).getUuid(0));
    return (now.timestamp() - GREGORIAN_EPOCH) / 10;
  }

  private static SimpleStatement statement(String text, Object... values) {
    return SimpleStatement.newInstance(text, values).setExecutionProfileName(Sessions.WRITE);
  }

  private static StoredOrder order(Row row) {
    return new StoredOrder(
        text(row, "scope"),
        text(row, "id"),
        text(row, "state"),
        row.getLong("from_micros"),
        row.getLong("until_micros"),
        text(row, "author"),
        text(row, "reason"));
  }

  private static String text(Row row, String column) {
    String value = row.getString(column);
    return value == null ? "" : value;
  }
}
