package dev.fallback.bank.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.bank.Postgreses;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a statement costs Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStatementsIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int POSTINGS = 3000;
  private static final int READS = 50;

  private EmbeddedPostgres postgres;
  private Vertx vertx;
  private PostgresPool pool;

  @BeforeAll
  void openPool() {
    postgres = EmbeddedPostgres.start();
    vertx = Vertx.vertx();
    pool = new PostgresPool(vertx, Postgreses.settings(postgres, 1, LIMIT));
    new BankSchema(pool).apply(0).await();
  }

  @AfterAll
  void stopServer() {
    pool.close();
    vertx.close().await();
    postgres.close();
  }

  /** The one connection has prepared it before there was a posting. */
  @Test
  void reads_what_it_shows_and_not_the_whole_history_even_by_a_plan_made_for_empty_tables()
      throws SQLException {
    PostgresStatements statements = new PostgresStatements(pool);
    for (int i = 0; i < 10; i++) {
      statements.statement(1).toCompletableFuture().join();
    }
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl())) {
      post(connection);
      long before = entriesRead(connection);

      for (int i = 0; i < READS; i++) {
        assertThat(statements.statement(1).toCompletableFuture().join().transactions()).hasSize(10);
      }
      tellNow();

      await()
          .untilAsserted(
              () ->
                  assertThat(entriesRead(connection) - before)
                      .isBetween(READS * 10L, READS * 10L + POSTINGS));
    }
  }

  /** Lets the one connection tell what it has read at once, not some seconds later. */
  private void tellNow() {
    pool.lend(LIMIT, connection -> connection.query("SELECT pg_stat_force_next_flush()").execute())
        .await();
  }

  private static void post(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SELECT post(1, 'CREDIT', 1, 'x') FROM generate_series(1, " + POSTINGS + ")");
    }
  }

  /** As far as the connections have told. */
  private static long entriesRead(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT idx_tup_read FROM pg_stat_user_indexes"
                    + " WHERE indexrelname = 'posting_pkey'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
