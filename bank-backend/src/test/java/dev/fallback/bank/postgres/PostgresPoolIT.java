package dev.fallback.bank.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.bank.Postgreses;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A pool of three connections, a Postgres that hangs and dies, and callers that must not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPoolIT {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private EmbeddedPostgres postgres;
  private Vertx vertx;
  private PostgresPool pool;

  @BeforeAll
  void startServer() {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void openPool() {
    vertx = Vertx.vertx();
    pool = new PostgresPool(vertx, Postgreses.settings(postgres, 3, LIMIT));
  }

  @AfterEach
  void closePool() {
    pool.close();
    vertx.close().await();
  }

  @Test
  void every_call_to_a_hung_server_ends_and_none_keeps_a_connection() {
    awaitThreeAtOnce();
    postgres.pause();
    try {
      for (int round = 0; round < 5; round++) {
        List<Future<Integer>> asked = Stream.generate(() -> ask("SELECT 1")).limit(20).toList();
        assertThat(asked)
            .allSatisfy(
                each ->
                    assertThatThrownBy(each::await)
                        .isInstanceOfAny(
                            PostgresTimeoutException.class, PostgresUnreachableException.class));
      }
    } finally {
      postgres.resume();
    }
    awaitThreeAtOnce();
  }

  @Test
  void connections_that_hung_while_logging_in_come_free_again() {
    postgres.pause();
    try {
      List<Future<Integer>> asked = Stream.generate(() -> ask("SELECT 1")).limit(6).toList();
      assertThat(asked)
          .allSatisfy(
              each ->
                  assertThatThrownBy(each::await).isInstanceOf(PostgresUnreachableException.class));
    } finally {
      postgres.resume();
    }
    awaitThreeAtOnce();
  }

  @Test
  void a_pool_whose_server_died_hung_works_with_the_restarted_one() {
    awaitThreeAtOnce();
    postgres.pause();
    try {
      assertThatThrownBy(() -> ask("SELECT 1").await())
          .isInstanceOf(PostgresTimeoutException.class);
      postgres.kill();
      // The pool may lend a connection whose end it has not been told of yet.
      assertThatThrownBy(() -> ask("SELECT 1").await())
          .isInstanceOfAny(PostgresUnreachableException.class, VertxException.class);
    } finally {
      postgres.restart();
    }
    awaitThreeAtOnce();
  }

  @Test
  void a_slow_query_is_given_up_and_ended_on_the_server_too() {
    assertThatThrownBy(() -> ask("SELECT 1 FROM pg_sleep(60)").await())
        .isInstanceOfAny(PostgresTimeoutException.class, PgException.class);
    await()
        .untilAsserted(
            () -> {
              try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                  var statement = connection.createStatement();
                  var rows =
                      statement.executeQuery(
                          "SELECT count(*) FROM pg_stat_activity"
                              + " WHERE state = 'active' AND query LIKE '%pg_sleep(60)%'"
                              + " AND pid <> pg_backend_pid()")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
              }
            });
  }

  /** All three places are usable: three queries that hold a connection each end together. */
  private void awaitThreeAtOnce() {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              List<Future<Integer>> held =
                  Stream.generate(() -> ask("SELECT 1 FROM pg_sleep(0.1)")).limit(3).toList();
              assertThat(Future.all(held).await().<Integer>list()).containsExactly(1, 1, 1);
            });
  }

  private Future<Integer> ask(String query) {
    return pool.lend(
        LIMIT,
        connection ->
            connection.query(query).execute().map(rows -> rows.iterator().next().getInteger(0)));
  }
}
