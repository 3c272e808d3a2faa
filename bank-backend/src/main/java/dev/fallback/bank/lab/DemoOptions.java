package dev.fallback.bank.lab;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The measure of a demo.
 *
 * @param seconds length of the load, at least 6
 * @param readsPerSecond arrival rate of reads, above 0
 * @param postingsPerSecond arrival rate of postings, above 0
 * @param accounts how many accounts, at least 1
 * @param seed from which the requests are drawn
 */
public record DemoOptions(
    int seconds, double readsPerSecond, double postingsPerSecond, int accounts, long seed) {

  /** The first account of the load. */
  public static final long FIRST_ACCOUNT = 1001;

  private static final int SHORTEST = 6;
  private static final int LONGEST = 3600;
  private static final double HIGHEST_RATE = 20_000;
  private static final int MOST_ACCOUNTS = 100_000;

  public DemoOptions {
    check(seconds >= SHORTEST && seconds <= LONGEST, "--seconds", seconds, "6 to 3600");
    checkRate(readsPerSecond, "--reads");
    checkRate(postingsPerSecond, "--postings");
    check(accounts >= 1 && accounts <= MOST_ACCOUNTS, "--accounts", accounts, "1 to 100000");
  }

  /** The accounts' numbers. */
  public List<Long> accountIds() {
    return LongStream.range(FIRST_ACCOUNT, FIRST_ACCOUNT + accounts).boxed().toList();
  }

  /** The command that runs the same demo. */
  public String command() {
    return "./bank demo --seconds %d --reads %s --postings %s --accounts %d --seed %d"
        .formatted(seconds, plain(readsPerSecond), plain(postingsPerSecond), accounts, seed);
  }

  private static String plain(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private static void checkRate(double rate, String name) {
    check(rate > 0 && rate <= HIGHEST_RATE, name, rate, "above 0, at most 20000, a second");
  }

  private static void check(boolean holds, String name, Object found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": found " + found + ", allowed is " + allowed);
    }
  }
}
