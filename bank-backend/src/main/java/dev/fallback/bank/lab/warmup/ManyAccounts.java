package dev.fallback.bank.lab.warmup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Accounts made by Postgres itself, each with two postings, true to the bank's own rules. */
final class ManyAccounts {
  /** Number of the first of them. */
  static final long FIRST = 1_000_001;

  private ManyAccounts() {}

  /**
   * Makes those that are missing.
   *
   * @return how many it made
   */
  static long have(String jdbcUrl, int count) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement sql = connection.createStatement()) {
      long there = count(sql);
      if (there >= count) {
        return 0;
      }
      long from = FIRST + there;
      long until = FIRST + count;
      connection.setAutoCommit(false);
      sql.execute(
          """
          INSERT INTO account (id, credit_limit, balance, version)
          SELECT id, 100000, 300, 2 FROM generate_series(%d, %d - 1) id\
          """
              .formatted(from, until));
      sql.execute(
          """
          INSERT INTO posting (account_id, sequence, amount, kind, description, posted_at, balance_after)
          SELECT id, 1, 500, 'CREDIT', 'salary', now() - interval '2 days', 500
            FROM generate_series(%1$d, %2$d - 1) id
           UNION ALL
          SELECT id, 2, 200, 'DEBIT', 'rent', now() - interval '1 day', 300
            FROM generate_series(%1$d, %2$d - 1) id\
          """
              .formatted(from, until));
      connection.commit();
      connection.setAutoCommit(true);
      sql.execute("VACUUM ANALYZE account");
      sql.execute("VACUUM ANALYZE posting");
      sql.execute("CHECKPOINT");
      return count - there;
    }
  }

  private static long count(Statement sql) throws SQLException {
    try (ResultSet rows = sql.executeQuery("SELECT count(*) FROM account WHERE id >= " + FIRST)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
