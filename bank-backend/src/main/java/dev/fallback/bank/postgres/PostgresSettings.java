package dev.fallback.bank.postgres;

import java.time.Duration;
import java.util.Objects;

/**
 * How to reach Postgres, and how long to wait for it.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database name of the database
 * @param user name of the role
 * @param password of the role; empty where none is asked for
 * @param connections the most connections held at once, at least 1
 * @param connectTimeout how long a call waits for a free connection, opening one included
 * @param readTimeout how long a statement may take before its connection is dropped
 * @param postingTimeout how long a posting may take before its outcome is called unknown
 */
public record PostgresSettings(
    String host,
    int port,
    String database,
    String user,
    String password,
    int connections,
    Duration connectTimeout,
    Duration readTimeout,
    Duration postingTimeout) {

  public PostgresSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(database);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: found " + port + ", allowed is 1 to 65535");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("connections: found " + connections + ", at least 1");
    }
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("readTimeout", readTimeout);
    requirePositive("postingTimeout", postingTimeout);
  }

  /** Sixteen connections; one second to get one, one for a statement, one for a posting. */
  public static PostgresSettings of(
      String host, int port, String database, String user, String password) {
    return new PostgresSettings(
        host,
        port,
        database,
        user,
        password,
        16,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  /** The same with another limit of connections. */
  public PostgresSettings withConnections(int most) {
    return new PostgresSettings(
        host, port, database, user, password, most, connectTimeout, readTimeout, postingTimeout);
  }

  /** Host and port, as messages name the server. */
  public String address() {
    return host + ":" + port;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": found " + value + ", at least 1 ms");
    }
  }
}
