package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.EmbeddedCassandra;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store in Cassandra, against a real node. */
class CassandraStoreIT extends SnapshotStoreContract {
  private static final Schema SCHEMA = Schema.of(List.of(new Texts()));

  private static EmbeddedCassandra cassandra;
  private static SystemTime time;
  private static SnapshotStore store;

  @BeforeAll
  static void start() {
    cassandra = EmbeddedCassandra.start();
    time = new SystemTime();
    CassandraSettings settings = cassandra.settings("contract");
    Schema.createKeyspace(settings, 1);
    SCHEMA.migrate(settings);
    store = ready(settings);
  }

  @AfterAll
  static void stop() {
    store.close();
    time.close();
    cassandra.close();
  }

  @Override
  SnapshotStore store() {
    return store;
  }

  private static SnapshotStore ready(CassandraSettings settings) {
    SnapshotStore made = new CassandraStore(settings, time);
    made.protect(new Texts());
    awaitReady(made);
    return made;
  }

  private static void awaitReady(SnapshotStore made) {
    awaitReady(made, Texts.TABLE);
  }

  private static void awaitReady(SnapshotStore made, StoredTable table) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () ->
                made.read(table, Texts.key("probe")).toCompletableFuture().get(5, SECONDS) != null);
  }

  @Test
  void migrating_twice_does_nothing_the_second_time() {
    CassandraSettings settings = cassandra.settings("twice");
    assertThat(Schema.createKeyspace(settings, 1)).hasSize(1);
    assertThat(Schema.createKeyspace(settings, 1)).isEmpty();
    assertThat(SCHEMA.plan(settings).steps()).hasSize(6);
    assertThat(SCHEMA.migrate(settings)).hasSize(6);
    assertThat(SCHEMA.plan(settings).isFulfilled()).isTrue();
    assertThat(SCHEMA.migrate(settings)).isEmpty();
  }

  @Test
  void a_missing_keyspace_is_said_to_be_missing() {
    assertThatThrownBy(() -> SCHEMA.migrate(cassandra.settings("nowhere")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("keyspace nowhere does not exist");
  }

  @Test
  void a_cassandra_that_does_not_answer_is_named() {
    assertThatThrownBy(() -> SCHEMA.plan(CassandraSettings.of("127.0.0.1", 1, "any")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void an_operation_is_unprotected_until_its_schema_is_migrated_and_then_heals() {
    CassandraSettings settings = cassandra.settings("late");
    Schema.createKeyspace(settings, 1);
    try (SnapshotStore late = new CassandraStore(settings, time)) {
      late.protect(new Texts());
      assertThatThrownBy(
              () -> late.read(Texts.TABLE, Texts.key("x")).toCompletableFuture().get(10, SECONDS))
          .hasCauseInstanceOf(StoreUnavailableException.class);
      SCHEMA.migrate(settings);
      awaitReady(late);
    }
  }

  @Test
  void orders_to_all_nodes_are_kept_replaced_and_revoked() throws Exception {
    StoredOrder order =
        new StoredOrder("test.Texts", "hold", "FORCED", 0, 1_800_000_000_000_000L, "ann", "why");
    StoredOrder later =
        new StoredOrder("test.Texts", "hold", "BYPASS", 0, 1_800_000_000_000_001L, "bob", "not");
    store.order(order).toCompletableFuture().get(10, SECONDS);
    assertThat(store.orders().toCompletableFuture().get(10, SECONDS)).containsExactly(order);
    store.order(later).toCompletableFuture().get(10, SECONDS);
    assertThat(store.orders().toCompletableFuture().get(10, SECONDS)).containsExactly(later);
    store.revoke("test.Texts", "hold").toCompletableFuture().get(10, SECONDS);
    assertThat(store.orders().toCompletableFuture().get(10, SECONDS)).isEmpty();
  }

  @Test
  void the_store_tells_its_time() throws Exception {
    assertThat(store.clockMicros().toCompletableFuture().get(10, SECONDS)).isPresent();
  }

  @Test
  void a_store_made_while_cassandra_is_down_is_ready_once_it_is_up() {
    try (EmbeddedCassandra node = EmbeddedCassandra.start()) {
      CassandraSettings settings = node.settings("healing");
      Schema.createKeyspace(settings, 1);
      SCHEMA.migrate(settings);
      node.kill();
      try (SnapshotStore healing = new CassandraStore(settings, time)) {
        healing.protect(new Texts());
        assertThatThrownBy(
                () ->
                    healing
                        .read(Texts.TABLE, Texts.key("x"))
                        .toCompletableFuture()
                        .get(10, SECONDS))
            .hasCauseInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining("not connected");
        node.restart();
        awaitReady(healing);
      }
    }
  }

  @Test
  void a_store_closed_while_cassandra_is_down_leaves_no_thread_behind() {
    Set<Thread> before = driverThreads();
    SnapshotStore hopeless = new CassandraStore(CassandraSettings.of("127.0.0.1", 1, "any"), time);
    hopeless.protect(new Texts());
    await().until(() -> !before.containsAll(driverThreads()));
    hopeless.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> before.containsAll(driverThreads()));
  }

  private static Set<Thread> driverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fallback-admin"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_service_made_while_cassandra_is_away_is_ready_once_it_is_back() {
    try (EmbeddedCassandra node = EmbeddedCassandra.start()) {
      CassandraSettings settings = node.settings("joining");
      Schema.createKeyspace(settings, 1);
      Schema.of(List.of(new Texts(), Texts.others())).migrate(settings);
      var counted = new CountedTimers();
      try (SnapshotStore joined = new CassandraStore(settings, counted)) {
        joined.protect(new Texts());
        awaitReady(joined);
        int before = counted.timers.get();
        await().atMost(Duration.ofSeconds(30)).until(() -> counted.timers.get() >= before + 2);
        node.kill();
        joined.protect(Texts.others());
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    joined
                        .unready(Texts.OTHER_TABLE)
                        .filter(why -> why.contains("could not be verified"))
                        .isPresent());
        node.restart();
        awaitReady(joined, Texts.OTHER_TABLE);
      }
    }
  }

  /** How often the store has looked whether the schema changed. */
  private static final class CountedTimers implements Time {
    private final AtomicInteger timers = new AtomicInteger();

    @Override
    public long micros() {
      return time.micros();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
      timers.incrementAndGet();
      return time.after(delayNanos, task);
    }
  }

  @Test
  void what_cassandra_refuses_says_nothing_about_whether_it_is_well() {
    StoredSnapshot snapshot = new StoredSnapshot(Texts.snapshot("x"), 1);
    int longerThanCassandraAllows = 700_000_000;
    assertThatThrownBy(
            () ->
                store
                    .write(Texts.TABLE, Texts.key("x"), snapshot, longerThanCassandraAllows)
                    .toCompletableFuture()
                    .get(10, SECONDS))
        .hasCauseInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("refuses");
  }

  @Test
  void an_order_counts_that_is_given_after_another_however_soon() throws Exception {
    StoredOrder last = null;
    for (int i = 0; i < 50; i++) {
      // the greater text first, which would win if both had the same time
      String state = i % 2 == 0 ? "REVERSED" : "BYPASS";
      last = new StoredOrder("test.Soon", "hold", state, 0, 1_800_000_000_000_000L, "ann", "why");
      store.order(last).toCompletableFuture().get(10, SECONDS);
    }
    assertThat(store.orders().toCompletableFuture().get(10, SECONDS)).contains(last);
    store.revoke("test.Soon", "hold").toCompletableFuture().get(10, SECONDS);
    assertThat(store.orders().toCompletableFuture().get(10, SECONDS)).doesNotContain(last);
  }
}
