package dev.fallback.bank.lab.load;

/** What became of a posting. */
public sealed interface PostingReply {

  /**
   * It was acknowledged.
   *
   * @param sequence its number on the account
   * @param balance the account's balance right after it
   */
  record Accepted(long sequence, long balance) implements PostingReply {}

  /** It would have broken the limit, and was not applied. */
  record Declined() implements PostingReply {}

  /** The bank could not serve it and says that it surely was not applied. */
  record Refused() implements PostingReply {}

  /**
   * Nobody knows yet whether it was applied.
   *
   * @param reason a few words, the same for the same kind of failure
   */
  record Unknown(String reason) implements PostingReply {}
}
