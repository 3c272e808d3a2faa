package dev.fallback.bank.account;

import java.time.Instant;
import java.util.Objects;

/**
 * One posting as a statement shows it.
 *
 * @param sequence its number on the account: 1, 2, 3 … without gaps
 * @param amount in cents, above 0
 * @param kind which way it moved the balance
 * @param description what the customer wrote, 1 to 10 characters
 * @param at when it was posted, exact to the microsecond
 * @param balanceAfter the account's balance, in cents, right after it
 */
public record Transaction(
    long sequence, long amount, Kind kind, String description, Instant at, long balanceAfter) {
  public Transaction {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(description);
    Objects.requireNonNull(at);
  }
}
