package dev.fallback.testkit.migration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.MigrationOptions;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.schema.SchemaPlan;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where it matters how Cassandra itself behaves: plans, conflicts and watching, on a real node. */
@ExtendWith(CassandraExtension.class)
class SchemaOnOneNodeIT {
  private static EmbeddedCassandra cassandra;
  private static CqlSession session;
  private static SystemTime time;

  @BeforeAll
  static void start(EmbeddedCassandra shared) {
    cassandra = shared;
    session = Sessions.open(cassandra.settings("any")).toCompletableFuture().join();
    time = new SystemTime();
  }

  @AfterAll
  static void stop() {
    time.close();
    session.close();
  }

  private static Schema schema(Items items) {
    return Schema.of(List.of(items));
  }

  private static MigrationOptions creating() {
    return MigrationOptions.defaults().creatingKeyspace(Map.of("datacenter1", 1));
  }

  @Test
  void a_plan_is_what_is_executed_in_its_order_and_then_nothing_is_left() {
    CassandraSettings settings = cassandra.settings("planned");
    Schema wanted = schema(Items.ofAll(2));
    SchemaPlan plan = wanted.plan(settings, creating());
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.statements().get(0))
        .isEqualTo(
            "CREATE KEYSPACE IF NOT EXISTS planned WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}");
    List<String> told = new ArrayList<>();
    assertThat(wanted.migrate(settings, creating().telling(told::add)))
        .isEqualTo(plan.statements());
    assertThat(told)
        .filteredOn(one -> one.startsWith("All nodes have it"))
        .hasSameSizeAs(plan.statements());
    assertThat(wanted.plan(settings).isFulfilled()).isTrue();
    assertThat(wanted.plan(settings).text()).contains("Nothing is missing");
    assertThat(wanted.migrate(settings)).isEmpty();
  }

  @Test
  void without_replication_a_missing_keyspace_is_a_problem_beside_all_others() {
    SchemaPlan plan = schema(Items.ofAll(1)).plan(cassandra.settings("absent"));
    assertThat(plan.problems()).singleElement().asString().contains("keyspace absent");
    assertThat(plan.statements()).last().asString().contains("absent.items0");
    assertThat(plan.json()).contains("\"fulfilled\" : false", "\"wayOut\"", "\"operations\"");
  }

  @Test
  void cassandra_refuses_to_extend_a_type_in_a_foreign_key_and_the_plan_says_so_before() {
    CassandraSettings settings = cassandra.createKeyspace("foreign_key");
    schema(Items.ofRelease(0)).migrate(settings);
    session.execute(
        "CREATE TABLE foreign_key.theirs (k frozen<list<frozen<item>>> PRIMARY KEY, v int)");
    assertThatThrownBy(() -> session.execute("ALTER TYPE foreign_key.item ADD field1 text"))
        .hasMessageContaining("partition key");
    assertThatThrownBy(() -> schema(Items.ofAll(2)).migrate(settings))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("a part of the partition key of table theirs")
        .hasMessageContaining("test.Items.items0, test.Items.items1");
    assertThat(schema(Items.ofRelease(0)).plan(settings).isFulfilled()).isTrue();
  }

  @Test
  void a_type_of_the_same_name_in_another_keyspace_is_another_type() {
    cassandra.createKeyspace("other_types");
    session.execute("CREATE TYPE other_types.item (base int)");
    CassandraSettings settings = cassandra.createKeyspace("own_types");
    assertThat(schema(Items.ofRelease(0)).migrate(settings))
        .anyMatch(step -> step.startsWith("CREATE TYPE IF NOT EXISTS own_types.item"));
    assertThat(schema(Items.ofRelease(0)).plan(cassandra.settings("other_types")).problems())
        .singleElement()
        .asString()
        .contains("type other_types.item, field base");
  }

  @Test
  void a_dropped_column_cannot_come_back_and_a_foreign_name_is_taken() {
    CassandraSettings settings = cassandra.createKeyspace("dropped");
    schema(Items.ofRelease(0)).migrate(settings);
    session.execute("ALTER TABLE dropped.items0 DROP snapshot");
    session.execute("CREATE TABLE dropped.items1 (id uuid, at int, PRIMARY KEY (id, at))");
    assertThat(schema(Items.ofAll(2)).plan(settings).problems())
        .extracting(SchemaPlan.Problem::live)
        .containsExactly(
            "absent; it must have been dropped", "an unrelated table or view (at int, id uuid)");
    assertThatThrownBy(
            () ->
                session.execute(
                    "ALTER TABLE dropped.items0 ADD snapshot frozen<tuple<frozen<item>, text>>"))
        .hasMessageContaining("dropped");
  }

  @Test
  void names_in_another_case_are_other_names() {
    CassandraSettings settings = cassandra.createKeyspace("cases");
    session.execute("CREATE TYPE cases.\"Item\" (\"Base\" int)");
    session.execute("CREATE TABLE cases.\"Items0\" (id frozen<\"Item\"> PRIMARY KEY)");
    schema(Items.ofRelease(0)).migrate(settings);
    assertThat(schema(Items.ofRelease(0)).plan(settings).isFulfilled()).isTrue();
  }

  @Test
  void changed_options_are_reported_and_altered_only_when_asked() {
    CassandraSettings settings = cassandra.createKeyspace("options");
    Schema wanted = schema(Items.ofRelease(0));
    wanted.migrate(settings);
    assertThat(wanted.plan(settings).remarks()).isEmpty();
    session.execute(
        "ALTER TABLE options.items0 WITH default_time_to_live = 60 AND compaction = {'class': 'SizeTieredCompactionStrategy'}");
    SchemaPlan plan = wanted.plan(settings);
    assertThat(plan.isFulfilled()).isTrue();
    assertThat(plan.remarks())
        .singleElement()
        .asString()
        .contains("SizeTieredCompactionStrategy", "default_time_to_live = 60");
    assertThat(wanted.migrate(settings)).isEmpty();
    assertThat(wanted.migrate(settings, MigrationOptions.defaults().alteringOptions())).hasSize(1);
    assertThat(wanted.plan(settings).remarks()).isEmpty();
    Schema own =
        wanted.withTableOption("items0", "compaction", "{'class': 'UnifiedCompactionStrategy'}");
    assertThat(own.migrate(settings, MigrationOptions.defaults().alteringOptions())).hasSize(1);
    assertThat(own.plan(settings).remarks()).isEmpty();
  }

  @Test
  void independent_operations_start_and_the_others_tell_all_causes_until_they_are_mended() {
    CassandraSettings settings = cassandra.createKeyspace("partly");
    Items wanted = Items.ofAll(2);
    schema(wanted).migrate(settings);
    session.execute("DROP TABLE partly.items1");
    try (CassandraStore store = new CassandraStore(settings, time)) {
      store.protect(wanted);
      awaitReady(store, wanted.table(0));
      assertThat(store.unready(wanted.table(1)))
          .hasValueSatisfying(why -> assertThat(why).contains("not migrated: CREATE TABLE"));
      schema(wanted).migrate(settings);
      awaitReady(store, wanted.table(1));
    }
  }

  @Test
  void a_type_that_grows_harms_nobody_and_one_whose_field_is_renamed_suspends_what_rests_on_it()
      throws Exception {
    CassandraSettings settings = cassandra.createKeyspace("renaming");
    Items wanted = Items.ofRelease(0);
    schema(wanted).migrate(settings);
    try (CassandraStore store = new CassandraStore(settings, time)) {
      store.protect(wanted);
      awaitReady(store, wanted.table(0));
      write(store, wanted, 1);
      session.execute("ALTER TYPE renaming.item ADD newer text");
      write(store, wanted, 2);
      assertThat(read(store, wanted).asOfMicros()).isEqualTo(2);

      session.execute("ALTER TYPE renaming.item RENAME field0 TO other");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(store.unready(wanted.table(0)))
                      .hasValueSatisfying(why -> assertThat(why).contains("renamed a field")));
      assertThatThrownBy(() -> write(store, wanted, 3)).hasMessageContaining("is not ready");

      session.execute("ALTER TYPE renaming.item RENAME other TO field0");
      awaitReady(store, wanted.table(0));
      write(store, wanted, 3);
      assertThat(read(store, wanted).asOfMicros()).isEqualTo(3);
    }
  }

  @Test
  void what_a_release_wrote_that_never_said_what_it_knew_is_absent() throws Exception {
    CassandraSettings settings = cassandra.createKeyspace("strangers");
    Items wanted = Items.ofRelease(0);
    schema(wanted).migrate(settings);
    try (CassandraStore store = new CassandraStore(settings, time)) {
      store.protect(wanted);
      awaitReady(store, wanted.table(0));
      store
          .write(wanted.table(0), Items.key("k"), new StoredSnapshot(wanted.snapshot("who"), 1), 99)
          .toCompletableFuture()
          .get(10, SECONDS);
      assertThat(store.read(wanted.table(0), Items.key("k")).toCompletableFuture().get(10, SECONDS))
          .isEmpty();
    }
  }

  @Test
  void a_tag_that_another_shape_has_used_leaves_the_operation_unprotected() {
    CassandraSettings settings = cassandra.createKeyspace("tags");
    Items wanted = Items.ofRelease(0);
    schema(wanted).migrate(settings);
    session.execute(
        "UPDATE tags.fallback_shapes SET fields = {'item': ['base']} WHERE snapshots = 'items0' AND tag = 'base,field0'");
    try (CassandraStore store = new CassandraStore(settings, time)) {
      store.protect(wanted);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(store.unready(wanted.table(0)))
                      .hasValueSatisfying(
                          why -> assertThat(why).contains("give this release another tag")));
    }
  }

  private static void awaitReady(CassandraStore store, StoredTable table) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(store.unready(table)).isEmpty());
  }

  private static void write(CassandraStore store, Items items, long asOf) throws Exception {
    store
        .write(
            items.table(0),
            Items.key("k"),
            new StoredSnapshot(items.snapshot("base,field0"), asOf),
            3600)
        .toCompletableFuture()
        .get(10, SECONDS);
  }

  private static StoredSnapshot read(CassandraStore store, Items items) throws Exception {
    return store
        .read(items.table(0), Items.key("k"))
        .toCompletableFuture()
        .get(10, SECONDS)
        .orElseThrow();
  }
}
