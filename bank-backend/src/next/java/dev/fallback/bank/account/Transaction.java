package dev.fallback.bank.account;

import dev.fallback.annotation.Stored;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One posting as a statement shows it, in the next release of the bank: with a counterparty.
 *
 * @param sequence its number on the account: 1, 2, 3 … without gaps
 * @param amount in cents, above 0
 * @param kind which way it moved the balance
 * @param description what the customer wrote, 1 to 10 characters
 * @param at when it was posted, exact to the microsecond
 * @param balanceAfter the account's balance, in cents, right after it
 * @param counterparty who is on the other side, where that is known
 */
public record Transaction(
    long sequence,
    long amount,
    Kind kind,
    String description,
    Instant at,
    long balanceAfter,
    @Stored(missing = Stored.EMPTY) Optional<String> counterparty) {
  public Transaction {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(description);
    Objects.requireNonNull(at);
  }

  /** A transaction of the release before, as the rest of the bank makes it. */
  public Transaction(
      long sequence, long amount, Kind kind, String description, Instant at, long balanceAfter) {
    this(
        sequence,
        amount,
        kind,
        description,
        at,
        balanceAfter,
        sequence % 2 == 0 ? Optional.empty() : Optional.of("counterparty of " + description));
  }
}
