package dev.fallback.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A server could not be started. The message says which server, where, why as far as known, what to
 * do, and ends with the last lines of the server's own log.
 */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerStartException(String message) {
    super(message);
  }

  public ServerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
