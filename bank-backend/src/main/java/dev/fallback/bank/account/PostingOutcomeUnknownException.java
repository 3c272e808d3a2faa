package dev.fallback.bank.account;

/**
 * The posting was sent to the backend, which did not say whether it was made. A statement read
 * later tells; sending it again blindly may post it twice.
 */
public final class PostingOutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PostingOutcomeUnknownException(Throwable cause) {
    super(
        "The posting was sent, but the backend did not confirm it: it may or may not have been"
            + " made. Read the statement before sending it again.",
        cause,
        false,
        false);
  }
}
