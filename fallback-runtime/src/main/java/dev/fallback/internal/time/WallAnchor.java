package dev.fallback.internal.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Wall time reckoned from a reading of the monotonic clock. Reading a clock costs about 25 ns, as
 * much as a tenth of a guarded call; a call needs the monotonic clock anyway, so wall time is read
 * beside it only once a millisecond and reckoned in between. A clock that is set, or slewed, is
 * followed within that millisecond.
 *
 * <p>What is reckoned is never later than the truth: at an anchor the wall clock is read before the
 * monotonic one. It is earlier by as long as lies between the two readings, and of several the
 * closest pair is taken, so that a thread that was paused between them does no harm. Thread-safe.
 */
final class WallAnchor {
  private static final long KEPT_NANOS = 1_000_000;
  private static final long CLOSE_ENOUGH_NANOS = 500;
  private static final int TRIES = 5;

  /** One moment on both clocks. */
  private record Moment(long nanos, long micros) {}

  private final InstantSource clock;
  private volatile Moment anchor;

  WallAnchor(InstantSource clock) {
    this.clock = clock;
    this.anchor = moment();
  }

  long microsAt(long nanos) {
    Moment found = anchor;
    if (nanos - found.nanos() > KEPT_NANOS) {
      found = moment();
      anchor = found;
    }
    return found.micros() + Math.floorDiv(nanos - found.nanos(), 1_000);
  }

  long micros() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private Moment moment() {
    long closest = Long.MAX_VALUE;
    Moment best = new Moment(0, 0);
    for (int i = 0; i < TRIES && closest > CLOSE_ENOUGH_NANOS; i++) {
      long before = System.nanoTime();
      long micros = micros();
      long after = System.nanoTime();
      if (after - before < closest) {
        closest = after - before;
        best = new Moment(after, micros);
      }
    }
    return best;
  }
}
