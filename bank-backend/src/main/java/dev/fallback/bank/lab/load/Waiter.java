package dev.fallback.bank.lab.load;

import java.util.concurrent.locks.LockSupport;

/** Monotonic time and waiting for it. */
public interface Waiter {

  /** Monotonic time in nanoseconds from an arbitrary origin. */
  long nanos();

  /** Returns no earlier than that time; at once when it has passed. */
  void waitUntil(long nanos);

  /** The machine's clock and a parked thread. */
  static Waiter system() {
    return new Waiter() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
    };
  }
}
