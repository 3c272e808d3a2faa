package dev.fallback.internal.engine;

import dev.fallback.RecordingGuard;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An operation's guard over its recordings, and an operator's leave to pass it for a while.
 * Thread-safe.
 */
final class RecordingGate<T> {
  private final Optional<RecordingGuard<T>> guard;
  private final Time time;
  private final AtomicReference<@Nullable Long> openUntilNanos = new AtomicReference<>();

  RecordingGate(Optional<RecordingGuard<T>> guard, Time time) {
    this.guard = guard;
    this.time = time;
  }

  /** Whether answers must be compared with what is stored at the moment. */
  boolean isShut() {
    if (guard.isEmpty()) {
      return false;
    }
    Long until = openUntilNanos.get();
    return until == null || time.nanos() - until >= 0;
  }

  /** Lets every answer pass for a while. */
  void open(Duration lasts) {
    if (lasts.isNegative() || lasts.isZero()) {
      throw new IllegalArgumentException(
          "lasts: found " + lasts + ", a positive duration is needed");
    }
    openUntilNanos.set(time.nanos() + TimeUnit.NANOSECONDS.convert(lasts));
  }

  /** Whether the answer may take the stored one's place. */
  boolean accepts(@Nullable T stored, @Nullable T answered) {
    return guard.isEmpty() || guard.get().accepts(stored, answered);
  }
}
