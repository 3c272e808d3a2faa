package dev.fallback.bank.postgres;

import java.time.Duration;

/** Postgres was asked and did not answer in time; the connection was dropped. */
public final class PostgresTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PostgresTimeoutException(String address, Duration limit) {
    super(
        "Postgres at %s did not answer within %d ms".formatted(address, limit.toMillis()),
        null,
        false,
        false);
  }
}
