package dev.fallback.internal.schema;

import java.util.List;

/**
 * A difference that no additive step can mend.
 *
 * @param subject what differs: {@code type payment, field amount}
 * @param live what is in Cassandra
 * @param wanted what this release wants
 * @param wayOut what to do about it
 * @param operations those that it takes down, sorted
 */
public record SchemaConflict(
    String subject, String live, String wanted, String wayOut, List<String> operations) {
  public SchemaConflict {
    operations = List.copyOf(operations);
  }

  /** In one sentence, without the operations. */
  public String sentence() {
    return "%s: live is %s, wanted is %s. %s".formatted(subject, live, wanted, wayOut);
  }

  @Override
  public String toString() {
    return operations.isEmpty()
        ? sentence()
        : sentence() + " It takes down " + String.join(", ", operations) + ".";
  }
}
