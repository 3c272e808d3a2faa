package dev.fallback.bank.lab;

import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The lab's own hand in the bank's database: one transaction at a time, each on a connection of its
 * own. Immutable.
 */
record Sql(String jdbcUrl) {
  /** Postgres's SQLSTATE of a transaction that it ended to let another go on. */
  private static final String DEADLOCK = "40P01";

  private static final int TRIES = 10;

  /**
   * Executes statements together; again, up to ten times in all, where a bank at work held what
   * they need and needed what they held.
   */
  void execute(String statements) throws SQLException {
    for (int left = TRIES; ; left--) {
      try {
        executeOnce(statements);
        return;
      } catch (SQLException e) {
        if (left == 1 || !DEADLOCK.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private void executeOnce(String statements) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(statements);
      connection.commit();
    }
  }
}
