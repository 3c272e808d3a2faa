package dev.fallback.bank.lab.truth;

import java.time.Instant;

/** The two clocks the truth is kept by: the wall clock of as-of times and the monotonic one. */
public interface TruthClock {

  /** Wall-clock time, to the microsecond at least. */
  Instant instant();

  /** Monotonic time in nanoseconds from an arbitrary origin. */
  long nanos();

  /** The machine's clocks. */
  static TruthClock system() {
    return new TruthClock() {
      @Override
      public Instant instant() {
        return Instant.now();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }
}
