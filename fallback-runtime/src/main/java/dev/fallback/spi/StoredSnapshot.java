package dev.fallback.spi;

import dev.fallback.codegen.FieldOrder;
import java.nio.ByteBuffer;

/**
 * One stored answer as the store knows it.
 *
 * @param bytes wire form of {@code tuple<value, tag>}; read it through a duplicate
 * @param asOfMicros write timestamp: microseconds since the epoch
 * @param order the order in which the fields of types are in the bytes
 */
public record StoredSnapshot(ByteBuffer bytes, long asOfMicros, FieldOrder order) {

  /** A snapshot whose fields are in the codecs' own order. */
  public StoredSnapshot(ByteBuffer bytes, long asOfMicros) {
    this(bytes, asOfMicros, FieldOrder.OWN);
  }
}
