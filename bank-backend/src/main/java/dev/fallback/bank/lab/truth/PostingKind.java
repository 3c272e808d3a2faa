package dev.fallback.bank.lab.truth;

import java.util.Locale;

/** Direction of a posting. */
public enum PostingKind {
  /** Adds to the balance. */
  CREDIT,
  /** Takes from the balance. */
  DEBIT;

  /** The change of the balance: positive for a credit, negative for a debit. */
  public long signed(long amount) {
    return this == CREDIT ? amount : -amount;
  }

  /** The word used in requests and answers: {@code credit} or {@code debit}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #word()}, in any case.
   *
   * @throws IllegalArgumentException when it is another word
   */
  public static PostingKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
