package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.PostingKind;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What each request asks, drawn from a seed: the same seed gives the same requests in the same
 * order. For one thread.
 */
public final class Workload {
  private static final long LARGEST_AMOUNT = 10_000;
  private static final int DESCRIPTION_RADIX = 36;

  private final List<Long> accounts;
  private final SplittableRandom random;
  private long postings;

  /**
   * @param accounts the accounts, each as likely as the others; at least one
   */
  public Workload(List<Long> accounts, long seed) {
    this.accounts = List.copyOf(accounts);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("accounts: at least one is needed");
    }
    random = new SplittableRandom(seed);
  }

  /** The account of the next request. */
  public long account() {
    return accounts.get(random.nextInt(accounts.size()));
  }

  /** What the next posting is to do. */
  public Plan posting() {
    return new Plan(
        account(),
        random.nextBoolean() ? PostingKind.CREDIT : PostingKind.DEBIT,
        1 + random.nextLong(LARGEST_AMOUNT),
        "p" + Long.toString(postings++, DESCRIPTION_RADIX));
  }

  /**
   * A posting to make.
   *
   * @param amount in cents, positive
   * @param description unique over the run, at most 10 characters
   */
  public record Plan(long accountId, PostingKind kind, long amount, String description) {}
}
