package dev.fallback;

import java.time.Duration;
import java.util.Objects;

/** The backend is held to be down and the store has no snapshot young enough. */
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
