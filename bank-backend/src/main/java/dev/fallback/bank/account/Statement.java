package dev.fallback.bank.account;

import java.util.List;

/**
 * An account as it stood at one instant.
 *
 * @param accountId number of the account
 * @param creditLimit overdraft limit in cents, 0 or more: the balance is never below its negative
 * @param balance in cents
 * @param version number of postings so far on the account
 * @param transactions the newest postings, newest first, at most {@link #SHOWN}
 */
public record Statement(
    long accountId, long creditLimit, long balance, long version, List<Transaction> transactions) {

  /** How many postings a statement shows at most. */
  public static final int SHOWN = 10;

  public Statement {
    transactions = List.copyOf(transactions);
  }
}
