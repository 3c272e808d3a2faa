package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.load.Waiter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the banks answer from the backend again.
 *
 * @param closed whether each of them runs and asks it
 */
record Recovery(BooleanSupplier closed, Measurements measured, Waiter waiter) {
  /** How long banks are waited for that do not recover, beyond the time of their fault. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int READS_IN_A_ROW = 20;

  /** Waits until they do, or so long; looks once at least. Returns whether they do. */
  boolean await(Duration patience) {
    long giveUp = waiter.nanos() + patience.toNanos();
    while (!isSeen()) {
      if (waiter.nanos() - giveUp >= 0) {
        return false;
      }
      waiter.waitUntil(waiter.nanos() + LOOK.toNanos());
    }
    return true;
  }

  private boolean isSeen() {
    return closed.getAsBoolean() && measured.lastReadsFrom(Source.BACKEND, READS_IN_A_ROW);
  }
}
