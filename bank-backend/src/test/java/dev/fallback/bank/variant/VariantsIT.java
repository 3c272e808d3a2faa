package dev.fallback.bank.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.Answer;
import dev.fallback.CassandraSettings;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.StateChanged;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What teams build otherwise, against real servers: what they can, and what they cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariantsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private EmbeddedPostgres postgres;
  private EmbeddedCassandra cassandra;
  private CassandraSettings store;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start();
    cassandra = EmbeddedCassandra.start();
    store = cassandra.createKeyspace("variants");
  }

  @AfterAll
  void stop() {
    cassandra.close();
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESILIENCE4J_CAFFEINE", "HANDMADE_CASSANDRA"})
  void the_last_answer_is_given_while_the_backend_is_dead(Variant variant) {
    List<FallbackEvent> events = new CopyOnWriteArrayList<>();
    try (BankCore bank = open(variant, events)) {
      bank.postings().post(1, Kind.CREDIT, 7, "salary").toCompletableFuture().join();
      Statement before = read(bank, 1).value();
      awaitKept(bank, variant);
      postgres.kill();

      Answer<Statement> answer = read(bank, 1);
      assertThat(answer.source()).isEqualTo(Source.STORE);
      assertThat(answer.value()).isEqualTo(before);
      assertThat(answer.age()).isPositive();
      assertThatThrownBy(() -> read(bank, 2)).isNotNull();

      await().atMost(PATIENCE).until(() -> read(bank, 1).state() == State.OPEN);
      assertThat(events)
          .anySatisfy(
              event ->
                  assertThat(event)
                      .isInstanceOfSatisfying(
                          StateChanged.class,
                          changed -> assertThat(changed.to()).isEqualTo(State.OPEN)));
      postgres.restart();
      await().atMost(PATIENCE).until(() -> read(bank, 1).source() == Source.BACKEND);
    } finally {
      postgres.restart();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESILIENCE4J_CAFFEINE", "HANDMADE_CASSANDRA"})
  void an_unknown_account_is_an_answer(Variant variant) {
    try (BankCore bank = open(variant, new CopyOnWriteArrayList<>())) {
      for (int i = 0; i < 30; i++) {
        assertThatThrownBy(() -> read(bank, 6)).hasCauseInstanceOf(AccountNotFoundException.class);
      }
      assertThat(read(bank, 1).state()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void what_is_in_memory_is_lost_with_the_process() {
    assertThatThrownBy(() -> readAfterRestart(Variant.RESILIENCE4J_CAFFEINE)).isNotNull();
  }

  @Test
  void what_is_in_cassandra_outlives_the_process() {
    assertThat(readAfterRestart(Variant.HANDMADE_CASSANDRA).source()).isEqualTo(Source.STORE);
  }

  @Test
  void nothing_is_given_where_nothing_protects() {
    try (BankCore bank = open(Variant.NONE, new CopyOnWriteArrayList<>())) {
      assertThat(read(bank, 3).source()).isEqualTo(Source.BACKEND);
      postgres.kill();
      assertThatThrownBy(() -> read(bank, 3)).isNotNull();
    } finally {
      postgres.restart();
    }
  }

  private Answer<Statement> readAfterRestart(Variant variant) {
    try (BankCore bank = open(variant, new CopyOnWriteArrayList<>())) {
      read(bank, 1);
      awaitKept(bank, variant);
    }
    try (BankCore bank = open(variant, new CopyOnWriteArrayList<>())) {
      postgres.kill();
      return read(bank, 1);
    } finally {
      postgres.restart();
    }
  }

  private BankCore open(Variant variant, List<FallbackEvent> events) {
    BankCore bank =
        BankCore.open(
            BankSettings.of(
                    PostgresSettings.of(
                        postgres.host(), postgres.port(), postgres.database(), postgres.user(), ""))
                .withCassandra(store)
                .withVariant(variant)
                .withListener(events::add));
    await().atMost(PATIENCE).until(bank::isReady);
    return bank;
  }

  /** The write by hand happens some time after the answer, and tells nobody. */
  private void awaitKept(BankCore bank, Variant variant) {
    if (variant == Variant.HANDMADE_CASSANDRA) {
      long version = read(bank, 1).value().version();
      try (CqlSession session = Sessions.open(store).toCompletableFuture().join()) {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  var row =
                      session
                          .execute("SELECT json FROM variants.statement_json WHERE account_id = 1")
                          .one();
                  return row != null && row.getString("json").contains("\"version\":" + version);
                });
      }
    }
  }

  private static Answer<Statement> read(BankCore bank, long account) {
    return bank.statements().statement(account).toCompletableFuture().join();
  }
}
