package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.State;
import dev.fallback.bank.BankClient.Reply;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Statement reads on real servers that die, hang and come back. What is stored stays: each test has
 * an account of its own, and nobody reads the fifth while it can be recorded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsSurviveIT {
  private EmbeddedPostgres postgres;
  private EmbeddedCassandra cassandra;
  private CassandraSettings store;

  @BeforeAll
  void startServers() {
    postgres = EmbeddedPostgres.start();
    cassandra = EmbeddedCassandra.start();
    store = cassandra.createKeyspace("bank");
    Schema.load(getClass().getClassLoader()).migrate(store);
  }

  @AfterAll
  void stopServers() {
    cassandra.close();
    postgres.close();
  }

  @AfterEach
  void everythingRuns() {
    if (!cassandra.isAlive()) {
      cassandra.restart();
    }
    if (!postgres.isAlive()) {
      postgres.restart();
    }
  }

  @Test
  void a_statement_is_served_from_the_store_while_postgres_is_dead_and_from_postgres_afterwards() {
    AtomicInteger recorded = new AtomicInteger();
    try (BankServer server = open(event -> count(event, recorded))) {
      BankClient bank = new BankClient(server);
      bank.credit(1, 10);
      JsonObject before = awaitRecorded(bank, "/accounts/1/statement", recorded);
      Instant known = Instant.now();

      postgres.kill();

      Reply stored = bank.get("/accounts/1/statement");
      assertThat(stored.status()).isEqualTo(200);
      assertThat(stored.json()).isEqualTo(before);
      assertThat(stored.header("Age")).matches("[0-9]+");
      assertThat(stored.header("Cache-Status")).matches("fallback; (hit|fwd=stale); detail=.*");
      assertThat(stored.header("Fallback-As-Of")).matches(".*T.*\\.[0-9]{6}Z");
      assertThat(Instant.parse(stored.header("Fallback-As-Of"))).isBefore(known);
      Reply rinha = bank.get("/clientes/1/extrato");
      assertThat(rinha.json().getJsonObject("saldo").getLong("total"))
          .isEqualTo(before.getLong("balance"));
      assertThat(rinha.header("Cache-Status")).matches("fallback; (hit|fwd=stale); detail=.*");
      Reply refused = bank.credit(1, 1);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      Reply neverSeen = bank.get("/accounts/5/statement");
      assertThat(neverSeen.status()).isEqualTo(503);
      assertThat(neverSeen.header("Retry-After")).isNotEmpty();

      postgres.restart();

      soon()
          .untilAsserted(
              () -> {
                assertThat(bank.credit(1, 5).status()).isEqualTo(200);
                assertThat(bank.get("/accounts/1/statement").header("Cache-Status"))
                    .isEqualTo("fallback; fwd=miss");
              });
    }
  }

  @Test
  void a_hung_postgres_opens_the_breaker_and_the_store_answers_until_it_goes_on() {
    AtomicInteger recorded = new AtomicInteger();
    try (BankServer server = open(event -> count(event, recorded))) {
      BankClient bank = new BankClient(server);
      JsonObject before = awaitRecorded(bank, "/accounts/2/statement", recorded);
      postgres.pause();
      try {
        soon()
            .untilAsserted(
                () -> {
                  Reply reply = bank.get("/accounts/2/statement");
                  assertThat(reply.status()).isEqualTo(200);
                  assertThat(reply.json()).isEqualTo(before);
                  assertThat(server.core().control().orElseThrow().state()).isEqualTo(State.OPEN);
                });
      } finally {
        postgres.resume();
      }
      soon()
          .until(
              () ->
                  bank.get("/accounts/2/statement")
                      .header("Cache-Status")
                      .equals("fallback; fwd=miss"));
    }
  }

  @Test
  void the_bank_serves_without_cassandra_at_start_and_takes_it_into_use_when_it_comes() {
    cassandra.kill();
    AtomicInteger recorded = new AtomicInteger();
    try (BankServer server = open(event -> count(event, recorded))) {
      BankClient bank = new BankClient(server);
      assertThat(bank.credit(3, 7).status()).isEqualTo(200);
      assertThat(bank.get("/accounts/3/statement").status()).isEqualTo(200);
      assertThat(bank.get("/health").json().getString("store")).isNotEqualTo("ready");
      assertThat(bank.get("/health").json().getJsonObject("unprotected").getMap())
          .containsValue("Cassandra is not connected");

      cassandra.restart();

      JsonObject before = awaitRecorded(bank, "/accounts/3/statement", recorded);
      assertThat(bank.get("/health").json().getString("store")).isEqualTo("ready");
      assertThat(bank.get("/health").json().getJsonObject("unprotected")).isEmpty();
      postgres.kill();
      assertThat(bank.get("/accounts/3/statement").json()).isEqualTo(before);
    }
  }

  @Test
  void cassandra_dying_under_load_is_not_noticed_by_readers_and_recording_resumes_afterwards() {
    AtomicInteger recorded = new AtomicInteger();
    try (BankServer server = open(event -> count(event, recorded))) {
      BankClient bank = new BankClient(server);
      awaitRecorded(bank, "/accounts/4/statement", recorded);

      cassandra.kill();

      for (int i = 0; i < 200; i++) {
        long balance = bank.credit(4, 1).json().getLong("balance");
        Reply read = bank.get("/accounts/4/statement");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().getLong("balance")).isEqualTo(balance);
      }

      cassandra.restart();
      int before = recorded.get();
      soon()
          .until(
              () -> {
                bank.credit(4, 1);
                bank.get("/accounts/4/statement");
                return recorded.get() > before;
              });
    }
  }

  @Test
  void both_down_at_start_is_503_until_postgres_comes() {
    cassandra.kill();
    postgres.kill();
    try (BankServer server = BankServer.start(settings(event -> {}))) {
      BankClient bank = new BankClient(server);
      assertThat(bank.get("/accounts/1/statement").status()).isEqualTo(503);
      assertThat(bank.get("/health").status()).isEqualTo(200);
      postgres.restart();
      soon().until(() -> bank.get("/accounts/1/statement").status() == 200);
    }
  }

  /** Reads until a reading has been recorded, and answers that reading. */
  private static JsonObject awaitRecorded(BankClient bank, String path, AtomicInteger recorded) {
    int before = recorded.get();
    soon().until(() -> bank.get(path).status() == 200 && recorded.get() > before);
    return bank.get(path).json();
  }

  private static void count(FallbackEvent event, AtomicInteger recorded) {
    if (event instanceof Recorded) {
      recorded.incrementAndGet();
    }
  }

  private BankServer open(Consumer<FallbackEvent> listener) {
    return Postgreses.bank(settings(listener));
  }

  private BankSettings settings(Consumer<FallbackEvent> listener) {
    return BankSettings.of(Postgreses.settings(postgres))
        .withCassandra(store)
        .withListener(listener);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
  }
}
