package dev.fallback;

import java.time.Duration;

/** The backend did not answer within the operation's hard timeout, or the request's own time. */
public final class BackendTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendTimeoutException(String operation, Duration timeout) {
    super(
        "%s: the backend did not answer within its timeout of %d ms"
            .formatted(operation, timeout.toMillis()));
  }
}
