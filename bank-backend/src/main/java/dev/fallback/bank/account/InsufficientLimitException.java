package dev.fallback.bank.account;

/** A debit would take the balance below the account's limit; nothing was posted. */
public final class InsufficientLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InsufficientLimitException(long accountId) {
    super("The limit of account " + accountId + " does not cover this debit.", null, false, false);
  }
}
