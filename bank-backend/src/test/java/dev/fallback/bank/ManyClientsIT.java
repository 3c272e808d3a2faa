package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.bank.BankClient.Reply;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Limits and histories hold however many post at once, and the views would tell if they did not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyClientsIT {
  private EmbeddedPostgres postgres;
  private BankServer server;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start();
    server =
        Postgreses.bank(BankSettings.of(Postgreses.patientSettings(postgres)).withExtraAccounts(9));
  }

  @AfterAll
  void stop() {
    server.close();
    postgres.close();
  }

  @Test
  void many_clients_on_one_account_leave_the_exact_balance_and_never_break_the_limit()
      throws Exception {
    int clients = 16;
    int each = 60;
    List<Outcome> outcomes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<List<Outcome>>> work = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int seed = client;
        work.add(() -> hammer(new BankClient(server), new Random(seed), each));
      }
      for (Future<List<Outcome>> done : threads.invokeAll(work)) {
        outcomes.addAll(done.get());
      }
    } finally {
      threads.shutdownNow();
    }

    JsonObject statement = new BankClient(server).get("/accounts/1001/statement").json();
    List<Outcome> accepted = outcomes.stream().filter(Outcome::accepted).toList();
    assertThat(outcomes).hasSize(clients * each);
    assertThat(outcomes).anyMatch(outcome -> !outcome.accepted());
    assertThat(statement.getLong("balance"))
        .isEqualTo(accepted.stream().mapToLong(Outcome::change).sum());
    assertThat(statement.getLong("version")).isEqualTo(accepted.size());
    assertThat(accepted).allMatch(outcome -> outcome.balance() >= -100_000);
    assertNothingIsViolated();
  }

  private static List<Outcome> hammer(BankClient bank, Random random, int times) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long amount = 1 + random.nextInt(10_000);
      boolean credit = random.nextInt(3) == 0;
      Reply reply = credit ? bank.credit(1001, amount) : bank.debit(1001, amount);
      assertThat(reply.status()).isIn(200, 422);
      Reply statement = bank.get("/accounts/1001/statement");
      assertThat(statement.status()).isEqualTo(200);
      assertConsistent(statement.json());
      boolean accepted = reply.status() == 200;
      outcomes.add(
          new Outcome(
              accepted, credit ? amount : -amount, accepted ? reply.json().getLong("balance") : 0));
    }
    return outcomes;
  }

  /** The newest posting shown must be the one the balance and the version speak of. */
  private static void assertConsistent(JsonObject statement) {
    JsonArray transactions = statement.getJsonArray("transactions");
    if (!transactions.isEmpty()) {
      JsonObject newest = transactions.getJsonObject(0);
      assertThat(newest.getLong("sequence")).isEqualTo(statement.getLong("version"));
      assertThat(newest.getLong("balanceAfter")).isEqualTo(statement.getLong("balance"));
    } else {
      assertThat(statement.getLong("version")).isZero();
    }
  }

  @Test
  void the_view_of_limits_shows_a_balance_that_is_not_the_sum_of_its_postings() throws Exception {
    forced("UPDATE account SET balance = balance + 1 WHERE id = 1002", "violated_limits", 1002);
  }

  @Test
  void the_view_of_limits_shows_a_balance_below_its_limit() throws Exception {
    forced(
        """
        ALTER TABLE account DROP CONSTRAINT balance_within_limit;
        UPDATE account SET balance = -100001, version = 1 WHERE id = 1003;
        INSERT INTO posting VALUES (1003, 1, 100001, 'DEBIT', 'forced', now(), -100001)""",
        "violated_limits",
        1003);
  }

  @Test
  void the_view_of_histories_shows_a_running_balance_that_once_broke_the_limit() throws Exception {
    forced(
        """
        INSERT INTO posting VALUES (1004, 1, 100001, 'DEBIT', 'forced', now(), -100001);
        INSERT INTO posting VALUES (1004, 2, 100001, 'CREDIT', 'forced', now(), 0)""",
        "violated_history",
        1004);
  }

  @Test
  void the_view_of_histories_shows_a_gap_in_the_sequence() throws Exception {
    forced(
        "INSERT INTO posting VALUES (1005, 2, 5, 'CREDIT', 'forced', now(), 5)",
        "violated_history",
        1005);
  }

  @Test
  void the_database_itself_refuses_a_balance_below_the_limit() throws Exception {
    try (var connection = Postgreses.connect(postgres);
        var statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.execute("UPDATE account SET balance = -80001 WHERE id = 2"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("balance_within_limit");
    }
  }

  /** Forces a violation, looks, and takes it back. */
  private void forced(String violation, String view, long account) throws SQLException {
    try (var connection = Postgreses.connect(postgres)) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(violation);
        try (var rows = statement.executeQuery("SELECT account_id FROM " + view)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(account);
        }
      } finally {
        connection.rollback();
      }
    }
    assertNothingIsViolated();
  }

  private void assertNothingIsViolated() throws SQLException {
    assertThat(Postgreses.count(postgres, "violated_limits")).isZero();
    assertThat(Postgreses.count(postgres, "violated_history")).isZero();
  }

  private record Outcome(boolean accepted, long change, long balance) {}
}
