package dev.fallback.processor.plan;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Previous;
import dev.fallback.processor.model.Previous.FormerKey;
import dev.fallback.processor.model.StoredShape;
import java.util.List;

/**
 * Writes an operation's statements. The tag goes into their text as a comment: a statement is
 * identified by its text, so releases whose types differ never share a prepared one.
 */
final class StatementPlanner {
  private StatementPlanner() {}

  static OperationPlan plan(OperationModel operation) {
    List<StoredShape> key = operation.key().stream().map(KeyPart::shape).toList();
    Statements own = Statements.of(operation.table(), key, operation.answer());
    return new OperationPlan(
        operation,
        own.keyType(),
        own.valueType(),
        own.insert(),
        own.select(),
        own.tag(),
        operation.previous().map(previous -> plan(previous, key)));
  }

  private static PreviousPlan plan(Previous previous, List<StoredShape> key) {
    Statements former =
        Statements.of(
            previous.table(), previous.key().map(FormerKey::shapes).orElse(key), previous.answer());
    return new PreviousPlan(
        previous,
        former.keyType(),
        former.valueType(),
        former.insert(),
        former.select(),
        former.tag());
  }

  /** The statements of one table. */
  private record Statements(
      String keyType, String valueType, String insert, String select, String tag) {
    static Statements of(String name, List<StoredShape> key, StoredShape answer) {
      String keyType = CqlType.ofKey(key);
      String valueType = CqlType.of(answer);
      List<UserType> types =
          TypePlanner.composites(List.of(answer)).stream().map(TypePlanner::typeOf).toList();
      String tag = Fingerprint.of(name, keyType, valueType, types);
      String table = "${keyspace}." + CqlName.quoted(name);
      return new Statements(
          keyType,
          valueType,
          "INSERT INTO %s (key, snapshot) VALUES (?, ?) USING TIMESTAMP ? AND TTL ? /* %s */"
              .formatted(table, tag),
          "SELECT snapshot, writetime(snapshot) AS as_of FROM %s WHERE key = ? /* %s */"
              .formatted(table, tag),
          tag);
    }
  }
}
