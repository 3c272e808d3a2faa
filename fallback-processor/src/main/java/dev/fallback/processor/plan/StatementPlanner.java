package dev.fallback.processor.plan;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.OperationModel;
import java.util.List;

/**
 * Writes an operation's statements. The tag goes into their text as a comment: a statement is
 * identified by its text, so releases whose types differ never share a prepared one.
 */
final class StatementPlanner {
  private StatementPlanner() {}

  static OperationPlan plan(OperationModel operation) {
    String keyType = CqlType.ofKey(operation.key());
    String valueType = CqlType.of(operation.answer());
    List<UserType> types =
        TypePlanner.composites(List.of(operation.answer())).stream()
            .map(TypePlanner::typeOf)
            .toList();
    String tag = Fingerprint.of(operation.table(), keyType, valueType, types);
    String table = "${keyspace}." + CqlName.quoted(operation.table());
    return new OperationPlan(
        operation,
        keyType,
        valueType,
        "INSERT INTO %s (key, snapshot) VALUES (?, ?) USING TIMESTAMP ? AND TTL ? /* %s */"
            .formatted(table, tag),
        "SELECT snapshot, writetime(snapshot) AS as_of FROM %s WHERE key = ? /* %s */"
            .formatted(table, tag),
        tag);
  }
}
