package dev.fallback.processor.plan;

import dev.fallback.processor.model.OperationModel;
import java.util.Optional;

/**
 * How one operation is stored.
 *
 * @param keyType CQL type of column {@code key}
 * @param valueType CQL type of the answer
 * @param insert text of the insert, with {@code ${keyspace}}
 * @param select text of the select, with {@code ${keyspace}}
 * @param tag fingerprint of the stored shape
 * @param previous how the previous version is stored, if that is still read
 */
public record OperationPlan(
    OperationModel operation,
    String keyType,
    String valueType,
    String insert,
    String select,
    String tag,
    Optional<PreviousPlan> previous) {

  /** CQL type of column {@code snapshot}. */
  public String snapshotType() {
    return "frozen<tuple<" + valueType + ", text>>";
  }
}
