package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.codegen.StoredField;
import dev.fallback.internal.schema.LiveColumn;
import dev.fallback.internal.schema.LiveSchema;
import dev.fallback.internal.schema.LiveTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads what is in a keyspace from Cassandra's own schema tables. */
public final class LiveSchemaReader {
  private final CqlSession session;
  private final String keyspace;

  public LiveSchemaReader(CqlSession session, String keyspace) {
    this.session = session;
    this.keyspace = keyspace;
  }

  /** Whether the keyspace exists. */
  public CompletionStage<Boolean> keyspaceExists() {
    return rows("SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?")
        .thenApply(rows -> !rows.isEmpty());
  }

  /** Types and tables of the keyspace. */
  public CompletionStage<LiveSchema> read() {
    CompletionStage<Map<String, List<StoredField>>> types =
        rows("SELECT type_name, field_names, field_types FROM system_schema.types"
                + " WHERE keyspace_name = ?")
            .thenApply(LiveSchemaReader::types);
    CompletionStage<Map<String, Map<String, LiveColumn>>> columns =
        rows("SELECT table_name, column_name, type, kind FROM system_schema.columns"
                + " WHERE keyspace_name = ?")
            .thenApply(LiveSchemaReader::columns);
    CompletionStage<Map<String, Map<String, Object>>> options =
        rows("SELECT * FROM system_schema.tables WHERE keyspace_name = ?")
            .thenApply(LiveSchemaReader::options);
    return types.thenCombine(
        columns.thenCombine(options, LiveSchemaReader::tables), LiveSchema::new);
  }

  private static Map<String, List<StoredField>> types(List<Row> rows) {
    Map<String, List<StoredField>> types = new HashMap<>();
    for (Row row : rows) {
      List<String> names = strings(row, "field_names");
      List<String> kinds = strings(row, "field_types");
      List<StoredField> fields = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        fields.add(new StoredField(names.get(i), kinds.get(i)));
      }
      types.put(string(row, "type_name"), fields);
    }
    return types;
  }

  private static Map<String, Map<String, LiveColumn>> columns(List<Row> rows) {
    Map<String, Map<String, LiveColumn>> tables = new HashMap<>();
    for (Row row : rows) {
      tables
          .computeIfAbsent(string(row, "table_name"), name -> new HashMap<>())
          .put(
              string(row, "column_name"), new LiveColumn(string(row, "type"), string(row, "kind")));
    }
    return tables;
  }

  private static Map<String, Map<String, Object>> options(List<Row> rows) {
    Map<String, Map<String, Object>> tables = new HashMap<>();
    for (Row row : rows) {
      Map<String, Object> options = new HashMap<>();
      for (ColumnDefinition column : row.getColumnDefinitions()) {
        Object value = row.getObject(column.getName());
        if (value != null) {
          options.put(column.getName().asInternal(), value instanceof Map ? value : "" + value);
        }
      }
      tables.put(string(row, "table_name"), options);
    }
    return tables;
  }

  /** A view has columns, but its options are elsewhere. */
  private static Map<String, LiveTable> tables(
      Map<String, Map<String, LiveColumn>> columns, Map<String, Map<String, Object>> options) {
    Map<String, LiveTable> tables = new HashMap<>();
    columns.forEach(
        (name, own) -> tables.put(name, new LiveTable(own, options.getOrDefault(name, Map.of()))));
    return tables;
  }

  private static String string(Row row, String column) {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static List<String> strings(Row row, String column) {
    List<String> values = row.getList(column, String.class);
    return values == null ? List.of() : values;
  }

  private CompletionStage<List<Row>> rows(String query) {
    SimpleStatement statement =
        SimpleStatement.newInstance(query, keyspace).setExecutionProfileName(Sessions.DDL);
    return session.executeAsync(statement).thenCompose(page -> rest(page, new ArrayList<>()));
  }

  private static CompletionStage<List<Row>> rest(AsyncResultSet page, List<Row> rows) {
    page.currentPage().forEach(rows::add);
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> rest(next, rows))
        : CompletableFuture.completedFuture(rows);
  }
}
