package dev.fallback.bank.lab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from silence to the full rate, in steps of a second: a JVM that has just started compiles
 * while it serves, and would be judged by that.
 *
 * @param readsPerSecond the full rate of reads
 * @param postingsPerSecond the full rate of postings
 * @param steps how many seconds it takes, at least 1
 */
public record RunUp(double readsPerSecond, double postingsPerSecond, int steps) {
  private static final Duration STEP = Duration.ofSeconds(1);

  public RunUp {
    if (steps < 1) {
      throw new IllegalArgumentException("steps: found " + steps + ", at least 1");
    }
  }

  /** How long it takes. */
  public Duration length() {
    return STEP.multipliedBy(steps);
  }

  /** The arrivals of each step, the last one at the full rate. */
  public List<Arrivals> arrivals() {
    List<Arrivals> arrivals = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      double share = (double) step / steps;
      arrivals.add(new Arrivals(readsPerSecond * share, postingsPerSecond * share, STEP));
    }
    return List.copyOf(arrivals);
  }

  /** Issues all of it on the calling thread, so that it ends at {@code endNanos}. */
  public void run(OpenLoop loop, long endNanos, OpenLoop.Target target) {
    long start = endNanos - length().toNanos();
    for (Arrivals step : arrivals()) {
      loop.run(step, start, target);
      start += STEP.toNanos();
    }
  }
}
