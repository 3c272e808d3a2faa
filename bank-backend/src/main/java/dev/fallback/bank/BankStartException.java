package dev.fallback.bank;

/** The bank could not start; the message is a sentence for whoever started it. */
public final class BankStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BankStartException(String message) {
    super(message);
  }

  public BankStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
