package dev.fallback.bank.lab.truth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bank's database, asked directly and not through the bank. */
public final class BankDatabase {
  private static final String POSTINGS =
      """
      SELECT account_id, sequence, kind, amount, description, balance_after
        FROM posting ORDER BY account_id, sequence""";
  private static final String VIOLATIONS =
      "SELECT (SELECT count(*) FROM violated_limits) + (SELECT count(*) FROM violated_history)";

  private final String jdbcUrl;

  /** A database that is not connected to before it is asked. */
  public BankDatabase(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** All postings of all accounts, each account's oldest first; accounts without any are absent. */
  public Map<Long, List<SeenTransaction>> postings() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POSTINGS)) {
      Map<Long, List<SeenTransaction>> accounts = new HashMap<>();
      while (row.next()) {
        accounts
            .computeIfAbsent(row.getLong("account_id"), id -> new ArrayList<>())
            .add(
                new SeenTransaction(
                    row.getLong("sequence"),
                    PostingKind.of(row.getString("kind")),
                    row.getLong("amount"),
                    row.getString("description"),
                    row.getLong("balance_after")));
      }
      return accounts;
    }
  }

  /** Overdraft limits in cents by account. */
  public Map<Long, Long> limits() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, credit_limit FROM account")) {
      Map<Long, Long> limits = new HashMap<>();
      while (row.next()) {
        limits.put(row.getLong("id"), row.getLong("credit_limit"));
      }
      return limits;
    }
  }

  /** Rows in the views that must always be empty. */
  public long violations() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VIOLATIONS)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }
}
