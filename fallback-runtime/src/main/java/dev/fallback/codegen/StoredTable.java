package dev.fallback.codegen;

/**
 * The table of one operation: a partition key {@code key} and one cell {@code snapshot}.
 *
 * @param name lower-case, unquoted name, without keyspace
 * @param keyType CQL type of column {@code key}: always {@code frozen<tuple<…>>}
 * @param valueType CQL type of the answer; column {@code snapshot} is {@code
 *     frozen<tuple<valueType, text>>}, the answer and the tag of the release that wrote it
 * @param insert text of the insert with markers for key, snapshot, write timestamp (microseconds)
 *     and TTL (seconds), in that order; {@code ${keyspace}} stands for the keyspace
 * @param select text of the select by key that returns {@code snapshot} and {@code as_of} (its
 *     write timestamp); {@code ${keyspace}} stands for the keyspace
 */
public record StoredTable(
    String name, String keyType, String valueType, String insert, String select) {

  /** CQL type of column {@code snapshot}. */
  public String snapshotType() {
    return "frozen<tuple<" + valueType + ", text>>";
  }
}
