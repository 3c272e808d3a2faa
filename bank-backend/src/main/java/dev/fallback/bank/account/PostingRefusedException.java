package dev.fallback.bank.account;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The posting could not be made, and surely was not: it may be sent again. */
public final class PostingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public PostingRefusedException(String message, Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.retryAfter = Objects.requireNonNull(retryAfter);
  }

  /** How long to wait before it is worth sending again; never negative. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
