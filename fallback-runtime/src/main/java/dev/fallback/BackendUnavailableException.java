package dev.fallback;

import java.time.Duration;
import java.util.Objects;

/**
 * The backend was not asked, since its breaker is open, it has too many calls in flight or an
 * operator isolated it, and the store had no snapshot that may be served.
 */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public BackendUnavailableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = Objects.requireNonNull(retryAfter);
  }

  /** How long to wait before it is worth asking again; never negative. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
