package dev.fallback.bank.lab.truth;

import java.util.List;

/**
 * A statement as the bank gave it.
 *
 * @param accountId account it claims to be about
 * @param limit overdraft limit in cents: the balance never falls below its negative
 * @param balance in cents
 * @param version number of postings it reflects
 * @param transactions the newest ones, newest first
 */
public record SeenStatement(
    long accountId, long limit, long balance, long version, List<SeenTransaction> transactions) {

  /** How many transactions a statement shows at most. */
  public static final int SHOWN = 10;

  public SeenStatement {
    transactions = List.copyOf(transactions);
  }
}
