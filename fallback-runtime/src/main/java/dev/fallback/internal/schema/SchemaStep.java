package dev.fallback.internal.schema;

import java.util.List;

/**
 * One statement that adds something.
 *
 * @param statement in CQL, without a semicolon
 * @param why a sentence
 * @param operations those that cannot work without it, sorted
 */
public record SchemaStep(String statement, String why, List<String> operations) {
  public SchemaStep {
    operations = List.copyOf(operations);
  }
}
