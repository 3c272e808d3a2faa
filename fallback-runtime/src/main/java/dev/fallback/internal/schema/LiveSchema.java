package dev.fallback.internal.schema;

import dev.fallback.codegen.StoredField;
import java.util.List;
import java.util.Map;

/**
 * What is in the keyspace.
 *
 * @param types fields by name of user-defined type, in their live order
 * @param tables CQL types by column, by name of table
 */
public record LiveSchema(
    Map<String, List<StoredField>> types, Map<String, Map<String, String>> tables) {

  public LiveSchema {
    types = Map.copyOf(types);
    tables = Map.copyOf(tables);
  }
}
