package dev.fallback.bank.lab.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many requests have neither answer nor failure, however many that are. Thread-safe. */
final class InFlight {
  private long count;

  synchronized void begun() {
    count++;
  }

  synchronized void ended() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /**
   * Waits for a moment in which there are none.
   *
   * @throws TimeoutException when there is none in time; says how many are left
   */
  synchronized void awaitNone(long seconds) throws TimeoutException, InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (count > 0) {
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException(
            "%d requests have no answer after %d s".formatted(count, seconds));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
