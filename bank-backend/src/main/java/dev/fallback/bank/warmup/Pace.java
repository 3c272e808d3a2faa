package dev.fallback.bank.warmup;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Lets through so many per second, evenly. Not thread-safe. */
final class Pace {
  private final LongSupplier nanoTime;
  private final long interval;
  private long due;

  Pace(int perSecond, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.interval = 1_000_000_000L / perSecond;
    this.due = nanoTime.getAsLong();
  }

  /** Returns when the next is due; what was missed is not caught up. */
  void await() {
    long now = nanoTime.getAsLong();
    while (now - due < 0) {
      LockSupport.parkNanos(due - now);
      now = nanoTime.getAsLong();
    }
    due = Math.max(due, now - interval) + interval;
  }
}
