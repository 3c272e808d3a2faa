package dev.fallback.bank;

import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.testkit.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** How tests reach an embedded Postgres. */
public final class Postgreses {
  private Postgreses() {}

  static PostgresSettings settings(EmbeddedPostgres postgres) {
    return PostgresSettings.of(
        postgres.host(), postgres.port(), postgres.database(), postgres.user(), "");
  }

  /** For tests of what is answered, not of how soon: on a busy machine nothing is given up. */
  static PostgresSettings patientSettings(EmbeddedPostgres postgres) {
    return settings(postgres, 16, Duration.ofSeconds(60));
  }

  /**
   * A pool of so many connections.
   *
   * @param limit of all that is waited for
   */
  public static PostgresSettings settings(
      EmbeddedPostgres postgres, int connections, Duration limit) {
    return new PostgresSettings(
        postgres.host(),
        postgres.port(),
        postgres.database(),
        postgres.user(),
        "",
        connections,
        limit,
        limit,
        limit);
  }

  static BankServer bank(BankSettings settings) {
    BankServer server = BankServer.start(settings);
    server.core().accountsReady().await();
    return server;
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl());
  }

  static long count(EmbeddedPostgres postgres, String view) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
