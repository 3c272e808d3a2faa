package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.node.NodeException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether something that is counted goes on.
 *
 * @param count how much of it there is
 */
record GoingOn(Count count, Waiter waiter) {
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Counts; it may have to ask another process. */
  @FunctionalInterface
  interface Count {
    /** How much there is now. */
    long now() throws NodeException, InterruptedException;
  }

  /**
   * Waits until there is more than that, or so long; looks once at least.
   *
   * @return when it was first seen; empty where it was not
   */
  OptionalLong awaitMoreThan(long before, Duration patience)
      throws NodeException, InterruptedException {
    long giveUp = waiter.nanos() + patience.toNanos();
    while (count.now() <= before) {
      if (waiter.nanos() - giveUp >= 0) {
        return OptionalLong.empty();
      }
      waiter.waitUntil(waiter.nanos() + LOOK.toNanos());
    }
    return OptionalLong.of(waiter.nanos());
  }
}
