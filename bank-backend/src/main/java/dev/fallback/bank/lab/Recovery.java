package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.load.Waiter;
import java.time.Duration;

/** Whether the banks answer from the backend again. */
record Recovery(Banks banks, Measurements measured, Waiter waiter) {
  /** How long banks are waited for that do not recover, beyond the time of their fault. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int READS_IN_A_ROW = 20;

  /** Waits until they do, or until then. */
  void await(long giveUpNanos) {
    while (waiter.nanos() < giveUpNanos
        && !(banks.allClosed() && measured.lastReadsFrom(Source.BACKEND, READS_IN_A_ROW))) {
      waiter.waitUntil(waiter.nanos() + LOOK.toNanos());
    }
  }

  /** Waits until they do, or so long. */
  void await(Duration patience) {
    await(waiter.nanos() + patience.toNanos());
  }
}
