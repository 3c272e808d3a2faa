package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.variant.Variant;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The measure of a lab: what goes wrong, under what load, to which variants.
 *
 * @param plan what goes wrong in each run
 * @param variants one run each, with the same seed; at least one
 * @param readsPerSecond arrival rate of reads, high enough that each fault is felt
 * @param postingsPerSecond arrival rate of postings, above 0
 * @param accounts how many accounts, at least 1
 * @param seed from which the requests are drawn
 * @param runUpSteps in how many seconds the load rises, at least 1
 * @param firstWait the breakers' first wait
 * @param longestWait the breakers' longest wait
 * @param command which runs the same again
 */
record LabOptions(
    Plan plan,
    List<Variant> variants,
    double readsPerSecond,
    double postingsPerSecond,
    int accounts,
    long seed,
    int runUpSteps,
    Duration firstWait,
    Duration longestWait,
    String command) {

  /** The first account of the load. */
  static final long FIRST_ACCOUNT = 1001;

  /** Waits of breakers short enough for a run of a minute to see them at work. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  static final int RUN_UP_STEPS = 5;

  /** With fewer reads while a fault lasts no breaker need open, and nothing is proved. */
  private static final double FEWEST_READS = 40;

  /** In the first second of a fault reads may wait for a backend that is gone. */
  private static final Duration FIRST_SECOND = Duration.ofSeconds(1);

  private static final double HIGHEST_RATE = 20_000;
  private static final int MOST_ACCOUNTS = 100_000;
  private static final double MILLIS_PER_SECOND = 1000;

  LabOptions {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("--variant: at least one is needed");
    }
    check(
        Set.copyOf(variants).size() == variants.size(),
        "--variant",
        variants.stream().map(Variant::word).toList(),
        "each variant once");
    checkRate(readsPerSecond, "reads a second");
    checkRate(postingsPerSecond, "postings a second");
    checkEnoughReads(plan, readsPerSecond);
    check(accounts >= 1 && accounts <= MOST_ACCOUNTS, "--accounts", accounts, "1 to 100000");
  }

  /** The accounts' numbers. */
  List<Long> accountIds() {
    return LongStream.range(FIRST_ACCOUNT, FIRST_ACCOUNT + accounts).boxed().toList();
  }

  /** A rate without needless digits. */
  static String plain(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  /**
   * Refuses a value out of bounds.
   *
   * @throws IllegalArgumentException the message names option, value and bounds
   */
  static void check(boolean holds, String name, Object found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": found " + found + ", allowed is " + allowed);
    }
  }

  private static void checkRate(double rate, String name) {
    check(rate > 0 && rate <= HIGHEST_RATE, name, rate, "above 0, at most 20000");
  }

  private static void checkEnoughReads(Plan plan, double readsPerSecond) {
    Duration shortest =
        plan.phases().stream().map(Phase::part).min(Comparator.naturalOrder()).orElseThrow();
    double counting = shortest.minus(FIRST_SECOND).toMillis() / MILLIS_PER_SECOND;
    check(
        readsPerSecond * counting >= FEWEST_READS,
        "reads a second",
        readsPerSecond,
        String.format(
            Locale.ROOT,
            "at least %.0f where a fault lasts %.1f s; fewer prove nothing",
            Math.ceil(FEWEST_READS / counting),
            shortest.toMillis() / MILLIS_PER_SECOND));
  }
}
