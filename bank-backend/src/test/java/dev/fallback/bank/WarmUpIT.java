package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.fallback.CassandraSettings;
import dev.fallback.State;
import dev.fallback.bank.postgres.AccountKeys;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.warmup.JobHeldException;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Warm-up with real servers, and with processes of its own that are killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmUpIT {
  private static final int EXTRA = 3_000;
  private static final int ALL = EXTRA + 5;

  private EmbeddedPostgres postgres;
  private EmbeddedCassandra cassandra;
  private CqlSession session;

  @TempDir private Path folder;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start();
    cassandra = EmbeddedCassandra.start();
    session = Sessions.open(cassandra.settings("any")).toCompletableFuture().join();
  }

  @AfterAll
  void stop() {
    session.close();
    cassandra.close();
    postgres.close();
  }

  private CassandraSettings store(String keyspace) {
    CassandraSettings settings = cassandra.settings(keyspace);
    Schema.createKeyspace(settings, 1);
    Schema.load(WarmUpIT.class.getClassLoader()).migrate(settings);
    return settings;
  }

  private List<String> options(String keyspace, String... more) {
    return BankProcess.with(
        List.of(
            "--postgres",
            postgres.host() + ":" + postgres.port(),
            "--cassandra",
            cassandra.address() + ":" + cassandra.port(),
            "--keyspace",
            keyspace),
        more);
  }

  private BankCore bank(CassandraSettings store) throws TimeoutException {
    BankCore bank =
        BankCore.open(
            BankSettings.of(Postgreses.settings(postgres))
                .withCassandra(store)
                .withExtraAccounts(EXTRA));
    bank.accountsReady().await(60, TimeUnit.SECONDS);
    return bank;
  }

  private static AccountKeys all(BankCore bank) {
    return new AccountKeys(bank.schema(), Optional.empty());
  }

  private static WarmUpResult result(WarmUpRun run) throws Exception {
    return run.result().get(120, TimeUnit.SECONDS);
  }

  private static WarmUpResult done(
      BankCore bank, WarmUpKeys<Long> keys, UnaryOperator<WarmUp<Long>> as) throws Exception {
    return result(bank.warmUp("job of " + keys.description(), keys, as));
  }

  private long stored(String keyspace) {
    Row table =
        session
            .execute(
                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
            .all()
            .stream()
            .filter(row -> !String.valueOf(row.getString(0)).startsWith("fallback_"))
            .findFirst()
            .orElseThrow();
    return session
        .execute("SELECT key FROM %s.%s".formatted(keyspace, table.getString(0)))
        .all()
        .size();
  }

  @Test
  void a_process_killed_again_and_again_leaves_nothing_out() throws Exception {
    store("killed");
    Random random = new Random(20261125);
    List<String> command =
        options("killed", "--extra-accounts", Integer.toString(EXTRA), "--lease", "2", "--rate");
    int kills = 0;
    for (int start = 0; start < 2; start++) {
      BankProcess process = BankProcess.start(folder, "warm-up", BankProcess.with(command, "1000"));
      long before = stored("killed");
      await().atMost(60, TimeUnit.SECONDS).until(() -> stored("killed") > before + 50);
      await().pollDelay(Duration.ofMillis(random.nextInt(1_200))).until(() -> true);
      kills += process.kill() ? 1 : 0;
    }
    assertThat(kills).isEqualTo(2);
    BankProcess last = BankProcess.start(folder, "warm-up", BankProcess.with(command, "20000"));
    assertThat(last.code()).isZero();
    assertThat(last.output())
        .contains("Going on behind key")
        .contains("%d of %d statements recorded".formatted(ALL, ALL));
    assertThat(stored("killed")).isEqualTo(ALL);
  }

  @Test
  void of_two_processes_one_works_and_the_other_says_who_does() throws Exception {
    CassandraSettings store = store("twice");
    try (BankCore bank = bank(store)) {
      WarmUpRun first =
          bank.warmUp("statements of all accounts", all(bank), job -> job.maxRate(200));
      await().atMost(30, TimeUnit.SECONDS).until(() -> first.progress().counts().done() > 0);
      BankProcess second = BankProcess.start(folder, "warm-up", options("twice"));
      assertThat(second.code()).isEqualTo(3);
      assertThat(second.output())
          .contains("is being done by")
          .contains("process " + ProcessHandle.current().pid())
          .contains("since 20");
      first.stop().get(20, TimeUnit.SECONDS);
      assertThat(first.result().join().complete()).isFalse();
    }
  }

  @Test
  void of_many_who_begin_at_once_one_works() throws Exception {
    CassandraSettings store = store("race");
    try (BankCore one = bank(store);
        BankCore other = bank(store)) {
      WarmUpKeys<Long> keys = all(one);
      List<WarmUpRun> runs =
          LongStream.range(0, 6)
              .mapToObj(
                  i -> (i % 2 == 0 ? one : other).warmUp("race", keys, job -> job.maxRate(500)))
              .toList();
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> runs.stream().filter(run -> run.result().isDone()).count() == 5);
      for (WarmUpRun run : runs) {
        if (run.result().isDone()) {
          assertThatThrownBy(() -> run.result().join()).hasCauseInstanceOf(JobHeldException.class);
        } else {
          assertThat(run.progress().counts().done()).isLessThanOrEqualTo(ALL);
          run.stop().get(20, TimeUnit.SECONDS);
        }
      }
    }
  }

  @Test
  void while_postgres_is_away_the_job_waits_and_then_goes_on_by_itself() throws Exception {
    CassandraSettings store = store("away");
    Queue<WarmUpProgress> told = new ConcurrentLinkedQueue<>();
    try (BankCore bank = bank(store)) {
      WarmUpRun run =
          bank.warmUp(
              "away",
              all(bank),
              job ->
                  job.maxRate(6_000)
                      .listener(
                          new WarmUpListener() {
                            @Override
                            public void progress(WarmUpProgress progress) {
                              told.add(progress);
                            }
                          }));
      await().atMost(30, TimeUnit.SECONDS).until(() -> run.progress().counts().stored() > 500);
      postgres.kill();
      try {
        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> run.progress().waitingFor().orElse("").contains("the backend"));
        assertThat(run.progress().rateLimit())
            .isLessThan(told.stream().mapToDouble(WarmUpProgress::rateLimit).max().orElseThrow());
      } finally {
        postgres.restart();
      }
      WarmUpResult result = result(run);
      assertThat(result.counts()).isEqualTo(new WarmUpCounts(ALL, 0, 0));
      assertThat(told).last().matches(last -> last.rateLimit() > 2 * 60);
      assertThat(bank.control().orElseThrow().state()).isEqualTo(State.CLOSED);
    }
    assertThat(stored("away")).isEqualTo(ALL);
  }

  @Test
  void a_postgres_that_gets_slow_is_asked_less_and_once_it_is_quick_again_more() throws Exception {
    CassandraSettings store = store("slow");
    try (BankCore bank = bank(store)) {
      List<Long> again = LongStream.range(0, 400_000).map(i -> 1001 + i % EXTRA).boxed().toList();
      WarmUpRun run = bank.warmUp("slow", WarmUpKeys.of("again", again), job -> job.maxRate(4_000));
      await().atMost(60, TimeUnit.SECONDS).until(() -> run.progress().rateLimit() > 800);
      double calm = run.progress().rateLimit();
      try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
          Statement lock = connection.createStatement()) {
        connection.setAutoCommit(false);
        lock.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE"); // every read waits
        await().atMost(30, TimeUnit.SECONDS).until(() -> run.progress().rateLimit() < calm / 2);
        connection.rollback();
      }
      double low = run.progress().rateLimit();
      await().atMost(60, TimeUnit.SECONDS).until(() -> run.progress().rateLimit() > 2 * low);
      run.stop().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void only_active_accounts_only_missing_ones_and_those_of_a_file() throws Exception {
    CassandraSettings store = store("some");
    try (BankCore bank = bank(store)) {
      try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
          Statement sql = connection.createStatement()) {
        sql.execute("SELECT post(1001 + n, 'CREDIT', 5, 'x') FROM generate_series(0, 99) n");
        sql.execute(
            "UPDATE posting SET posted_at = now() - interval '100 days'"
                + " WHERE account_id BETWEEN 1001 AND 1040");
      }
      AccountKeys active = new AccountKeys(bank.schema(), Optional.of(Duration.ofDays(90)));
      assertThat(done(bank, active, job -> job).counts()).isEqualTo(new WarmUpCounts(60, 0, 0));
      assertThat(done(bank, all(bank), job -> job.onlyMissing().maxRate(20_000)).counts())
          .isEqualTo(new WarmUpCounts(ALL - 60, 60, 0));
      assertThat(stored("some")).isEqualTo(ALL);
      WarmUpKeys<Long> unknown = WarmUpKeys.of("some", List.of(1L, 2L, 999_999_999L));
      assertThat(done(bank, unknown, job -> job).counts()).isEqualTo(new WarmUpCounts(2, 0, 1));
    }
  }

  @Test
  void what_failed_is_in_a_file_that_can_be_run_again() throws Exception {
    store("failed");
    Path keys = folder.resolve("keys.csv");
    Files.writeString(keys, "name,key\nann,1\nbob,424242\n");
    List<String> servers = options("failed");
    Path failed = folder.resolve("again.csv");
    BankProcess run =
        BankProcess.start(
            folder,
            "warm-up",
            BankProcess.with(servers, "--keys", keys.toString(), "--failed", failed.toString()));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains("1 of 2 statements recorded, 0 already there, 1 failed");
    assertThat(failed).content().startsWith("key,cause").contains("424242,");
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("INSERT INTO account (id, credit_limit) VALUES (424242, 1)");
    }
    Path json = folder.resolve("result.json");
    BankProcess again =
        BankProcess.start(
            folder,
            "warm-up",
            BankProcess.with(servers, "--keys", failed.toString(), "--json", json.toString()));
    assertThat(again.code()).isZero();
    assertThat(json).content().contains("\"stored\" : 1").contains("\"complete\" : true");
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("DELETE FROM account WHERE id = 424242");
    }
  }

  @Test
  void one_that_is_told_to_end_writes_its_checkpoint_and_says_how_to_go_on() throws Exception {
    store("ended");
    List<String> options = options("ended", "--extra-accounts", Integer.toString(EXTRA), "--rate");
    BankProcess process = BankProcess.start(folder, "warm-up", BankProcess.with(options, "200"));
    await().atMost(60, TimeUnit.SECONDS).until(() -> stored("ended") > 100);
    process.interrupt();
    assertThat(process.code()).isEqualTo(130);
    assertThat(process.output()).contains("The same command goes on from there");
    BankProcess rest = BankProcess.start(folder, "warm-up", BankProcess.with(options, "20000"));
    assertThat(rest.code()).isZero();
    assertThat(rest.output()).contains("Going on behind key");
    assertThat(stored("ended")).isEqualTo(ALL);
  }

  @Test
  void a_million_keys_fit_into_a_small_heap() throws Exception {
    BankProcess process = BankProcess.start(folder, MillionKeys.class, "-Xmx64m");
    assertThat(process.code()).as(process.output()).isZero();
    assertThat(process.output()).contains("1000000 stored, 1000000 written, 0 failed");
  }
}
