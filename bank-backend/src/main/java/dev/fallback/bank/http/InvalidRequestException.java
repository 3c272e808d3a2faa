package dev.fallback.bank.http;

/** A request says something the bank does not take; the message says what is wrong with it. */
final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(String message) {
    super(message, null, false, false);
  }
}
