package dev.fallback.bank.account;

import dev.fallback.annotation.Stored;
import java.util.List;

/**
 * An account as it stood at one instant, in the next release of the bank, which the outage lab runs
 * beside this one: with a currency that this one does not know.
 *
 * @param accountId number of the account
 * @param creditLimit overdraft limit in cents, 0 or more: the balance is never below its negative
 * @param balance in cents
 * @param version number of postings so far on the account
 * @param transactions the newest postings, newest first, at most {@link #SHOWN}
 * @param currency ISO 4217
 */
public record Statement(
    long accountId,
    long creditLimit,
    long balance,
    long version,
    List<Transaction> transactions,
    @Stored(missing = "EUR") String currency) {

  /** How many postings a statement shows at most. */
  public static final int SHOWN = 10;

  public Statement {
    transactions = List.copyOf(transactions);
  }

  /** A statement of the release before, as the rest of the bank makes it. */
  public Statement(
      long accountId,
      long creditLimit,
      long balance,
      long version,
      List<Transaction> transactions) {
    this(accountId, creditLimit, balance, version, transactions, "USD");
  }
}
