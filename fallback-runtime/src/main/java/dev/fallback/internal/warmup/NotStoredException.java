package dev.fallback.internal.warmup;

/** A key's answer did not get into the store. */
final class NotStoredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotStoredException(String message) {
    super(message, null, false, false);
  }
}
