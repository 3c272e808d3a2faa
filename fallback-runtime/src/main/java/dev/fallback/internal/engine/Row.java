package dev.fallback.internal.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The row of one key in one table, to look things up by: its hash is reckoned once. Immutable, and
 * so thread-safe.
 */
final class Row {
  private final String table;
  private final byte[] key;
  private final int hash;

  /**
   * @param key wire form of the key tuple, not changed any more
   */
  Row(String table, byte[] key) {
    this.table = table;
    this.key = key;
    this.hash = 31 * table.hashCode() + Arrays.hashCode(key);
  }

  /** Wire form of the key tuple. */
  ByteBuffer key() {
    return ByteBuffer.wrap(key);
  }

  int keyBytes() {
    return key.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row
        && hash == row.hash
        && table.equals(row.table)
        && Arrays.equals(key, row.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Without the key, which no log may show. */
  @Override
  public String toString() {
    return "a row of " + table;
  }
}
