package dev.fallback.internal.time;

import java.time.Instant;

/** Instants as the store counts them: whole microseconds since the epoch, before it negative. */
public final class Micros {
  private static final long A_SECOND = 1_000_000;

  private Micros() {}

  /** What is farther away than microseconds can tell, 292,000 years, is as far as they can. */
  public static long of(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), A_SECOND), instant.getNano() / 1_000);
    } catch (ArithmeticException e) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The instant. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, A_SECOND), Math.floorMod(micros, A_SECOND) * 1_000L);
  }
}
