package dev.fallback.bank.lab.load;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Issues requests when they are due and never skips one: a request that is late because this thread
 * was held up is issued at once, with the time it was due as its start. So a slow service is not
 * asked less often, and its waiting is measured (no coordinated omission).
 */
public final class OpenLoop {

  /** Takes a request and returns at once. */
  @FunctionalInterface
  public interface Target {

    /**
     * Sends a request; called on the loop's thread.
     *
     * @param arrival the request
     * @param startNanos when it was due, on the waiter's clock: latency counts from here
     */
    void issue(Arrival arrival, long startNanos);
  }

  private final Waiter waiter;
  private final LongConsumer lag;

  /**
   * A loop on the given clock.
   *
   * @param lag told how many nanoseconds after its due time each request was issued
   */
  public OpenLoop(Waiter waiter, LongConsumer lag) {
    this.waiter = waiter;
    this.lag = lag;
  }

  /** Issues all arrivals, on the calling thread; returns when the last one is issued. */
  public void run(Arrivals arrivals, long startNanos, Target target) {
    run(arrivals, startNanos, target, () -> true);
  }

  /** The same, until it is told to stop. */
  public void run(Arrivals arrivals, long startNanos, Target target, BooleanSupplier goOn) {
    while (arrivals.hasNext() && goOn.getAsBoolean()) {
      Arrival arrival = arrivals.next();
      long due = startNanos + arrival.dueNanos();
      waiter.waitUntil(due);
      lag.accept(waiter.nanos() - due);
      target.issue(arrival, due);
    }
  }
}
