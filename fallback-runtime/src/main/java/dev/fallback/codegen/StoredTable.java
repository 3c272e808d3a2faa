package dev.fallback.codegen;

import java.util.Optional;

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
 * @param profile execution profile of the driver; empty for the store's own
 * @param keyspace where it is; empty for the keyspace of the application's settings
 */
public record StoredTable(
    String name,
    String keyType,
    String valueType,
    String insert,
    String select,
    Optional<String> profile,
    Optional<String> keyspace) {

  /** In the keyspace of the settings, and with the store's own execution profiles. */
  public StoredTable(String name, String keyType, String valueType, String insert, String select) {
    this(name, keyType, valueType, insert, select, Optional.empty(), Optional.empty());
  }

  /** The same, with requests executed by a profile of the application's driver configuration. */
  public StoredTable executedBy(String name) {
    return new StoredTable(
        this.name, keyType, valueType, insert, select, Optional.of(name), keyspace);
  }

  /** The same in a keyspace of its own, with the types below it. */
  public StoredTable inKeyspace(String name) {
    return new StoredTable(
        this.name, keyType, valueType, insert, select, profile, Optional.of(name));
  }

  /** CQL type of column {@code snapshot}. */
  public String snapshotType() {
    return "frozen<tuple<" + valueType + ", text>>";
  }
}
