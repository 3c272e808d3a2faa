package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.internal.schema.ControlTables;
import dev.fallback.spi.StoredOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Operators' orders to all nodes: one small partition, read as a whole. */
final class OrderTable {
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
    return session
        .executeAsync(
            statement(
                "INSERT INTO "
                    + table
                    + " (part, scope, id, state, from_micros, until_micros, author, reason)"
                    + " VALUES (0, ?, ?, ?, ?, ?, ?, ?)",
                order.scope(),
                order.id(),
                order.state(),
                order.fromMicros(),
                order.untilMicros(),
                order.author(),
                order.reason()))
        .thenApply(done -> null);
  }

  CompletionStage<Void> delete(CqlSession session, String scope, String id) {
    return session
        .executeAsync(
            statement(
                "DELETE FROM " + table + " WHERE part = 0 AND scope = ? AND id = ?", scope, id))
        .thenApply(done -> null);
  }

  private static SimpleStatement statement(String text, Object... values) {
    return SimpleStatement.newInstance(text, values).setExecutionProfileName(Sessions.ORDERS);
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
