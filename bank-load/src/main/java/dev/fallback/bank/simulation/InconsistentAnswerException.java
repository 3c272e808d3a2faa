package dev.fallback.bank.simulation;

/** An answer is not what it must be after the answers before it. */
final class InconsistentAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InconsistentAnswerException(String message) {
    super(message, null, false, false);
  }
}
