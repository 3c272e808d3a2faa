package dev.fallback.codegen;

import java.util.List;

/**
 * A user-defined type that an application stores.
 *
 * @param name lower-case, unquoted name, without keyspace
 * @param fields its fields in the order in which the generated codec writes them
 */
public record StoredType(String name, List<StoredField> fields) {
  public StoredType {
    fields = List.copyOf(fields);
  }
}
