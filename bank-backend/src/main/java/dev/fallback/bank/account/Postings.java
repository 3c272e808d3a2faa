package dev.fallback.bank.account;

import java.util.concurrent.CompletionStage;

/** Makes postings. */
public interface Postings {

  /** The greatest amount of one posting, in cents. */
  long MAX_AMOUNT = 1_000_000_000_000L;

  /** The greatest length of a description, in characters. */
  int MAX_DESCRIPTION = 10;

  /**
   * Posts an amount on an account, wholly or not at all. However many are made at once, the balance
   * never falls below the account's limit.
   *
   * @param amount in cents, 1 to {@link #MAX_AMOUNT}
   * @param description 1 to {@link #MAX_DESCRIPTION} characters
   * @return completes only once the posting is durable. Fails with {@link
   *     AccountNotFoundException}, {@link InsufficientLimitException}, {@link
   *     PostingRefusedException} when it surely was not made, and {@link
   *     PostingOutcomeUnknownException} when it may have been
   */
  CompletionStage<Posted> post(long accountId, Kind kind, long amount, String description);
}
