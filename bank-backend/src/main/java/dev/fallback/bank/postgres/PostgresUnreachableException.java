package dev.fallback.bank.postgres;

/** No connection to Postgres was to be had in time: nothing was sent. */
public final class PostgresUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PostgresUnreachableException(String address, Throwable cause) {
    super("Postgres at " + address + " gave no connection: " + cause.getMessage(), cause);
  }
}
