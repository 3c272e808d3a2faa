package dev.fallback.internal.schema;

import java.util.Map;

/**
 * A table as it is in Cassandra.
 *
 * @param columns by name
 * @param options values by name of option; a map for those that are maps, else text
 */
public record LiveTable(Map<String, LiveColumn> columns, Map<String, Object> options) {
  public LiveTable {
    columns = Map.copyOf(columns);
    options = Map.copyOf(options);
  }
}
