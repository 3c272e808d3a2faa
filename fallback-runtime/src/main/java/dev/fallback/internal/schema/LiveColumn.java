package dev.fallback.internal.schema;

/**
 * A column as it is in Cassandra.
 *
 * @param type its CQL type
 * @param kind {@code partition_key}, {@code clustering}, {@code regular} or {@code static}
 */
public record LiveColumn(String type, String kind) {
  boolean isPartitionKey() {
    return kind.equals("partition_key");
  }

  boolean isKey() {
    return isPartitionKey() || kind.equals("clustering");
  }
}
