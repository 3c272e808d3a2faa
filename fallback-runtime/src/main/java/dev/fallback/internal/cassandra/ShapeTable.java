package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import dev.fallback.internal.schema.ControlTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which fields of which types the releases knew that wrote a table's snapshots, by their tags. */
final class ShapeTable {
  private static final GenericType<Map<String, List<String>>> FIELDS =
      GenericType.mapOf(GenericType.STRING, GenericType.listOf(GenericType.STRING));

  private final String table;

  ShapeTable(String keyspace) {
    this.table = keyspace + "." + ControlTables.SHAPES;
  }

  /**
   * Names of the fields by type that a release knew; empty where it never said so.
   *
   * @param profile how long it may take
   */
  CompletionStage<Optional<Map<String, List<String>>>> find(
      CqlSession session, String snapshots, String tag, String profile) {
    return session
        .executeAsync(
            SimpleStatement.newInstance(
                    "SELECT fields FROM %s WHERE snapshots = ? AND tag = ?".formatted(table),
                    snapshots,
                    tag)
                .setExecutionProfileName(profile))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(ShapeTable::fields));
  }

  /** Says what a release knows, for good. */
  CompletionStage<Void> write(
      CqlSession session, String snapshots, String tag, Map<String, List<String>> fields) {
    return session
        .executeAsync(
            SimpleStatement.newInstance(
                    "INSERT INTO %s (snapshots, tag, fields) VALUES (?, ?, ?)".formatted(table),
                    snapshots,
                    tag,
                    fields)
                .setExecutionProfileName(Sessions.WRITE))
        .thenApply(done -> null);
  }

  private static Map<String, List<String>> fields(Row row) {
    Map<String, List<String>> fields = row.get("fields", FIELDS);
    return fields == null ? Map.of() : fields;
  }
}
