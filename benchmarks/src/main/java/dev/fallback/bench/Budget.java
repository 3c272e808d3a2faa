package dev.fallback.bench;

import java.time.Duration;

/**
 * How long to measure. A round measures every workload once, each in a new JVM; several rounds let
 * noise that comes and goes meet all of them alike.
 *
 * @param rounds how often each workload is measured
 * @param fork whether in JVMs of their own; otherwise in this one, for trying out
 * @param warmups iterations that do not count
 * @param iterations iterations that count
 * @param iteration how long each lasts
 */
record Budget(int rounds, boolean fork, int warmups, int iterations, Duration iteration) {
  /** For figures to be quoted. */
  static final Budget FULL = new Budget(3, true, 8, 8, Duration.ofMillis(300));

  /** What starting and ending a JVM takes at most, roughly. */
  private static final Duration START = Duration.ofMillis(1_200);

  private static final Duration QUICK_IN_ALL = Duration.ofSeconds(105);
  private static final Duration QUICK_ITERATION = Duration.ofMillis(400);

  /** Runs everything once, for nothing but to see that it runs. */
  static final Budget SMOKE = new Budget(1, false, 0, 1, Duration.ofMillis(5));

  /** Ends within two minutes, as long as a machine has a core to itself for it. */
  static Budget quick(int workloads) {
    int warmups = 6;
    int iterations = 5;
    Duration iteration =
        QUICK_IN_ALL.dividedBy(Math.max(1, workloads)).minus(START).dividedBy(warmups + iterations);
    if (iteration.compareTo(QUICK_ITERATION) > 0) {
      iteration = QUICK_ITERATION;
    } else if (iteration.toMillis() < 1) {
      iteration = Duration.ofMillis(1);
    }
    return new Budget(1, true, warmups, iterations, iteration);
  }
}
