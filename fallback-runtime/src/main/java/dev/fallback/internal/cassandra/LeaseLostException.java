package dev.fallback.internal.cassandra;

/** A lease is no longer held, so what it guards must not go on. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String message) {
    super(message);
  }

  LeaseLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
