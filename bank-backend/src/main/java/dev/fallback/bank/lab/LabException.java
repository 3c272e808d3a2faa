package dev.fallback.bank.lab;

/** A run of the lab could not be brought to its end; the message is a sentence for its user. */
final class LabException extends Exception {
  private static final long serialVersionUID = 1L;

  LabException(String message) {
    super(message);
  }

  LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
