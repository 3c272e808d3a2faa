package dev.fallback.bank.lab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The way from silence to the full rate: a JVM that has just started compiles while it serves, and
 * would be judged by that.
 *
 * <p>The rate rises in steps of a second, each of which begins when the one before is answered, so
 * that no backlog is carried along. The last step, at the full rate, is repeated until it is
 * answered fast by a bank in its normal state, or until patience ends: then the load is begun on a
 * bank that cannot bear it, and shows that.
 *
 * @param readsPerSecond the full rate of reads
 * @param postingsPerSecond the full rate of postings
 * @param steps how many steps there are, at least 1
 */
public record RunUp(double readsPerSecond, double postingsPerSecond, int steps) {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int MOST_REPETITIONS = 15;
  private static final double FAST_P99_MS = 100;
  private static final long ANSWERS_SECONDS = 30;

  public RunUp {
    if (steps < 1) {
      throw new IllegalArgumentException("steps: found " + steps + ", at least 1");
    }
  }

  /**
   * Issues all of it on the calling thread.
   *
   * @param normal whether the bank is in its normal state now
   * @param load whose start lies in the future, so that these requests lie before it
   * @throws TimeoutException when some request has neither answer nor failure in time
   */
  public void run(Waiter waiter, BooleanSupplier normal, BankLoad load, Measurements measured)
      throws TimeoutException, InterruptedException {
    var loop = new OpenLoop(waiter, lag -> {});
    boolean fast = false;
    for (Arrivals step : arrivals()) {
      fast = step(loop, waiter, step, load, measured);
    }
    for (int i = 0; i < MOST_REPETITIONS && !(fast && normal.getAsBoolean()); i++) {
      fast = step(loop, waiter, arrivals(steps), load, measured);
    }
  }

  /** The arrivals of each step, the last one at the full rate. */
  List<Arrivals> arrivals() {
    List<Arrivals> arrivals = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      arrivals.add(arrivals(step));
    }
    return List.copyOf(arrivals);
  }

  private Arrivals arrivals(int step) {
    double share = (double) step / steps;
    return new Arrivals(readsPerSecond * share, postingsPerSecond * share, STEP);
  }

  private static boolean step(
      OpenLoop loop, Waiter waiter, Arrivals arrivals, BankLoad load, Measurements measured)
      throws TimeoutException, InterruptedException {
    int before = measured.reads().size();
    loop.run(arrivals, waiter.nanos(), load);
    load.awaitAnswers(ANSWERS_SECONDS);
    return isFast(measured.readsAfter(before));
  }

  /** Whether nearly all of them were answered soon. */
  static boolean isFast(List<ReadSample> reads) {
    return Latencies.ofNanos(reads.stream().mapToLong(ReadSample::latencyNanos)).p99Ms()
        <= FAST_P99_MS;
  }
}
