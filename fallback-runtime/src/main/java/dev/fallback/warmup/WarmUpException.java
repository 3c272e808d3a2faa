package dev.fallback.warmup;

/** A warm-up could not begin, or not go on; its checkpoint is as it was last written. */
public class WarmUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WarmUpException(String message) {
    super(message);
  }

  public WarmUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
