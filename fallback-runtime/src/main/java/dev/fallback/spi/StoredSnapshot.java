package dev.fallback.spi;

import java.nio.ByteBuffer;

/**
 * One stored answer as the store knows it.
 *
 * @param bytes wire form of {@code tuple<value, tag>}; read it through a duplicate
 * @param asOfMicros write timestamp: microseconds since the epoch
 */
public record StoredSnapshot(ByteBuffer bytes, long asOfMicros) {}
