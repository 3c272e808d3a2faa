package dev.fallback.bank.account;

/** The bank has no such account. */
public final class AccountNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AccountNotFoundException(long accountId) {
    super("There is no account " + accountId + ".", null, false, false);
  }
}
