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

  /** Ends within two minutes as long as a suite has no more than 40 workloads. */
  static final Budget QUICK = new Budget(1, true, 5, 6, Duration.ofMillis(150));

  /** Runs everything once, for nothing but to see that it runs. */
  static final Budget SMOKE = new Budget(1, false, 0, 1, Duration.ofMillis(5));
}
