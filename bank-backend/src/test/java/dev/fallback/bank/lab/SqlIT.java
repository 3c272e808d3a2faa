package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.testkit.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lab changes in the database gets through beside a bank that works there. */
class SqlIT {
  private EmbeddedPostgres postgres;
  private Sql sql;

  @BeforeEach
  void start() throws SQLException {
    postgres = EmbeddedPostgres.start();
    // long enough that both wait when Postgres looks, which it does once a wait
    String url = postgres.jdbcUrl();
    sql = new Sql(url + (url.contains("?") ? "&" : "?") + "options=-c%20deadlock_timeout=5s");
    sql.execute("CREATE TABLE a (n int); CREATE TABLE b (n int); INSERT INTO a VALUES (0)");
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  @Test
  void a_deadlock_is_survived() throws Exception {
    try (Connection bank = DriverManager.getConnection(postgres.jdbcUrl());
        Statement work = bank.createStatement()) {
      bank.setAutoCommit(false);
      work.execute("SET LOCAL deadlock_timeout = '1h'"); // so the other one is ended
      work.execute("SET LOCAL lock_timeout = '30s'");
      work.execute("LOCK TABLE b");
      CompletableFuture<Void> change = CompletableFuture.runAsync(this::lockBothAndCount);
      await().until(() -> waiting(work) == 1);
      work.execute("LOCK TABLE a"); // waits until Postgres has ended the change
      bank.commit();
      change.get(60, TimeUnit.SECONDS);
    }
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void any_other_error_is_told_and_nothing_done() throws SQLException {
    assertThatThrownBy(() -> sql.execute("UPDATE a SET n = 5; SELECT * FROM nowhere"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nowhere");
    assertThat(counted()).isZero();
  }

  private void lockBothAndCount() {
    try {
      sql.execute("LOCK TABLE a; LOCK TABLE b; UPDATE a SET n = n + 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int waiting(Statement any) throws SQLException {
    return number(any, "SELECT count(*) FROM pg_locks WHERE NOT granted");
  }

  private int counted() throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      return number(statement, "SELECT n FROM a");
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (var found = statement.executeQuery(query)) {
      found.next();
      return found.getInt(1);
    }
  }
}
