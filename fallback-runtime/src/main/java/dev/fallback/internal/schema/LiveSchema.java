package dev.fallback.internal.schema;

import dev.fallback.codegen.StoredField;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is in the keyspace.
 *
 * @param types fields by name of user-defined type, in their live order
 * @param tables tables, and views, by name
 */
public record LiveSchema(Map<String, List<StoredField>> types, Map<String, LiveTable> tables) {

  /** Nothing at all. */
  public static final LiveSchema EMPTY = new LiveSchema(Map.of(), Map.of());

  public LiveSchema {
    types = Map.copyOf(types);
    tables = Map.copyOf(tables);
  }

  /** Names of the live fields in their order, by name of type. */
  public Map<String, List<String>> fieldNames() {
    return types.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                type -> type.getValue().stream().map(StoredField::name).toList()));
  }
}
