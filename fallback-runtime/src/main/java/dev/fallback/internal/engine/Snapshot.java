package dev.fallback.internal.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored answer, decoded.
 *
 * @param value what the backend answered; null where it answered null
 * @param asOfMicros when that call started, microseconds since the epoch
 */
record Snapshot<T>(@Nullable T value, long asOfMicros) {

  Instant asOf() {
    return Instant.ofEpochSecond(
        Math.floorDiv(asOfMicros, 1_000_000), Math.floorMod(asOfMicros, 1_000_000) * 1_000L);
  }
}
