package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.bank.BankClient.Reply;
import dev.fallback.testkit.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Postgres that dies or hangs under postings: none acknowledged is lost, none waits for ever. */
class PostgresOutageIT {
  private EmbeddedPostgres postgres;
  private BankServer server;
  private BankClient bank;

  @BeforeEach
  void start() {
    postgres = EmbeddedPostgres.start();
    server = Postgreses.bank(BankSettings.of(Postgreses.settings(postgres)));
    bank = new BankClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
    postgres.close();
  }

  @Test
  void no_acknowledged_posting_is_lost_when_postgres_is_killed_under_load() throws Exception {
    ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    AtomicBoolean go = new AtomicBoolean(true);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      for (int client = 0; client < 8; client++) {
        clients.execute(
            () -> {
              BankClient own = new BankClient(server);
              while (go.get()) {
                Reply reply = own.credit(4, 1);
                if (reply.status() == 200) {
                  acknowledged.add(reply.json().getLong("sequence"));
                } else if (reply.status() == 503 && !reply.header("Retry-After").isEmpty()) {
                  if (reply.json().getString("outcome").equals("unknown")) {
                    unknown.add(reply.json().getString("error"));
                  }
                } else {
                  unexpected.add(reply.status() + " " + reply.response().body());
                }
              }
            });
      }
      for (int outage = 0; outage < 2; outage++) {
        int before = acknowledged.size();
        await().until(() -> acknowledged.size() > before + 50);
        postgres.kill();
        await().until(() -> bank.credit(4, 1).status() == 503);
        postgres.restart();
      }
      int before = acknowledged.size();
      await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before + 50);
    } finally {
      go.set(false);
      clients.shutdown();
      clients.awaitTermination(30, TimeUnit.SECONDS);
    }

    assertThat(unexpected).isEmpty();
    long version = bank.get("/accounts/4/statement").json().getLong("version");
    assertThat(Set.copyOf(acknowledged)).hasSize(acknowledged.size());
    assertThat(acknowledged).allMatch(sequence -> sequence <= version);
    assertThat(version)
        .isBetween((long) acknowledged.size(), (long) acknowledged.size() + unknown.size());
    assertThat(bank.get("/accounts/4/statement").json().getLong("balance")).isEqualTo(version);
    assertThat(Postgreses.count(postgres, "violated_limits")).isZero();
    assertThat(Postgreses.count(postgres, "violated_history")).isZero();
  }

  @Test
  void postings_to_a_hung_postgres_end_as_unknown_or_refused_and_work_again_afterwards() {
    assertThat(bank.credit(1, 1).status()).isEqualTo(200);
    postgres.pause();
    try {
      List<Reply> replies =
          Stream.generate(
                  () -> bank.postLater("/accounts/1/transactions", BankClient.order("credit", 1)))
              .limit(40)
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(replies)
          .allSatisfy(
              reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isNotEmpty();
                assertThat(reply.json().getString("outcome")).isIn("unknown", "refused");
              });
      assertThat(replies).anyMatch(reply -> "unknown".equals(reply.json().getString("outcome")));
      await()
          .untilAsserted(
              () ->
                  assertThat(bank.credit(1, 1).json().getString("error"))
                      .contains("held to be out of reach"));
    } finally {
      postgres.resume();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(bank.credit(1, 1).status()).isEqualTo(200));
    assertThat(bank.get("/accounts/1/statement").status()).isEqualTo(200);
  }

  @Test
  void the_bank_starts_before_postgres_does() {
    postgres.kill();
    try (BankServer early = BankServer.start(BankSettings.of(Postgreses.settings(postgres)))) {
      BankClient client = new BankClient(early);
      Reply reply = client.get("/accounts/1/statement");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isNotEmpty();
      assertThat(client.credit(1, 1).json().getString("outcome")).isEqualTo("refused");
      assertThat(client.get("/health").status()).isEqualTo(200);
      postgres.restart();
      early.core().accountsReady().await();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(client.credit(1, 1).status()).isEqualTo(200));
    }
  }
}
