package dev.fallback.internal.engine;

import dev.fallback.internal.time.Micros;
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
    return Micros.instant(asOfMicros);
  }
}
