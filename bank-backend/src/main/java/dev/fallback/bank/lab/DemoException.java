package dev.fallback.bank.lab;

/** The demo could not be run to its end; the message is a sentence for its user. */
final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
