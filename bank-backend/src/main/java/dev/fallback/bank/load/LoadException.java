package dev.fallback.bank.load;

/** A load could not be run; the message is a sentence for whoever wanted it. */
final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
