package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.CassandraSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store in Cassandra, against a real node. */
@ExtendWith(CassandraExtension.class)
class CassandraStoreIT extends SnapshotStoreContract {
  private static final Schema SCHEMA = Schema.of(List.of(new Texts()));

  private static EmbeddedCassandra cassandra;
  private static SystemTime time;
  private static SnapshotStore store;

  @BeforeAll
  static void start(EmbeddedCassandra shared) {
    cassandra = shared;
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
  }

  @Override
  SnapshotStore store() {
    return store;
  }

  private static SnapshotStore ready(CassandraSettings settings) {
    SnapshotStore made = new CassandraStore(settings, time);
    made.protect(new Texts());
    Texts.awaitReady(made, Texts.TABLE);
    return made;
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
      Texts.awaitReady(late, Texts.TABLE);
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
