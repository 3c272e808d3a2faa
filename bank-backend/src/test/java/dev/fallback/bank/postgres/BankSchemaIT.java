package dev.fallback.bank.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.warmup.KeyStream;
import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A bank of many accounts, and sessions in which no statement may take long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BankSchemaIT {
  /** Less than it takes to insert them all, or to look whether each is active. */
  private static final Duration STATEMENT = Duration.ofMillis(200);

  private static final int ACCOUNTS = 200_000;
  private static final long LAST = BankSchema.FIRST_EXTRA_ACCOUNT + ACCOUNTS - 1;

  private EmbeddedPostgres postgres;
  private Vertx vertx;
  private PostgresPool pool;

  @BeforeAll
  void openPool() {
    postgres = EmbeddedPostgres.start();
    vertx = Vertx.vertx();
    pool =
        new PostgresPool(
            vertx,
            new PostgresSettings(
                postgres.host(),
                postgres.port(),
                postgres.database(),
                postgres.user(),
                "",
                2,
                Duration.ofSeconds(30),
                STATEMENT,
                STATEMENT));
  }

  @AfterAll
  void stopServer() {
    pool.close();
    vertx.close().await();
    postgres.close();
  }

  @Test
  void many_accounts_are_opened_counted_and_searched_in_parts_that_no_limit_of_a_session_cuts()
      throws Exception {
    var schema = new BankSchema(pool);
    schema.apply(ACCOUNTS).await(120, TimeUnit.SECONDS);
    assertThat(schema.accounts().await(30, TimeUnit.SECONDS)).isEqualTo(ACCOUNTS + 5L);

    try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
        var sql = connection.createStatement()) {
      sql.execute("SELECT post(" + LAST + ", 'CREDIT', 5, 'x')");
    }
    var active = new AccountKeys(schema, Optional.of(Duration.ofDays(1)));
    try (KeyStream<Long> keys = active.open()) {
      assertThat(keys.next(100).toCompletableFuture().get(120, TimeUnit.SECONDS))
          .containsExactly(LAST);
      assertThat(keys.next(100).toCompletableFuture().get(30, TimeUnit.SECONDS)).isEmpty();
    }
  }
}
