package dev.fallback.processor.plan;

import java.util.List;

/**
 * A user-defined type.
 *
 * @param fields in the order in which they are written
 */
public record UserType(String name, List<Field> fields) {
  public UserType {
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param type its CQL type
   */
  public record Field(String name, String type) {}
}
