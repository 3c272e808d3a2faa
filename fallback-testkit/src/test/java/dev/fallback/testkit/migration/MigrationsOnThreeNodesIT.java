package dev.fallback.testkit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.MigrationGuards;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import dev.fallback.testkit.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Migrators that race, die, are stopped and go on, and nodes that are absent: afterwards every node
 * has the same schema and all of it. System property {@code migration.rounds} says how often; with
 * ten or more a migrator is killed at every step and within it, with fewer at a few.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have only 127.0.0.1 by default")
@ExtendWith(SharedCluster.class)
class MigrationsOnThreeNodesIT {
  static final int ROUNDS = Integer.getInteger("migration.rounds", 1);
  private static final int MIGRATORS = 8;

  private static EmbeddedCassandraCluster cluster;

  @BeforeAll
  static void share(EmbeddedCassandraCluster shared) {
    cluster = shared;
  }

  @Test
  void eight_migrators_of_eight_releases_at_once_lose_nothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CassandraSettings settings = cluster.settings("race" + round);
      MigrationGuards guards = round == 0 ? MigrationGuards.standard() : Migrator.LEASE;
      assertThat(Race.run(settings, MIGRATORS, guards)).isEmpty();
      assertThat(Soundness.faults(settings, Items.ofAll(MIGRATORS))).isEmpty();
    }
  }

  @Test
  void whoever_finds_nothing_to_do_waits_for_nobody() throws Exception {
    CassandraSettings settings = cluster.settings("nothing");
    Migrator.migrate(settings, Items.ofRelease(0), Migrator.LEASE, told -> {});
    try (MigratorProcess other = MigratorProcess.start(settings, 1)) {
      other.until("to do: ALTER TYPE");
      assertThat(Migrator.migrate(settings, Items.ofRelease(0), Migrator.LEASE, told -> {}))
          .isEmpty();
    }
  }

  @Test
  void a_migrator_that_is_killed_is_succeeded_and_its_work_completed() throws Exception {
    int moments = 28; // fourteen steps: before each, and within each
    for (int moment = 0; moment < moments; moment += ROUNDS < 10 ? 13 : 1) {
      killAt(1 + moment / 2, moment % 2 == 1, cluster.settings("kill%d".formatted(moment)));
    }
  }

  private void killAt(int step, boolean inTheMiddle, CassandraSettings settings) throws Exception {
    try (MigratorProcess doomed = MigratorProcess.start(settings, 0)) {
      String last = doomed.next();
      for (int i = 1; i < step && !last.startsWith("ENDED"); i++) {
        doomed.goOn();
        last = doomed.next();
      }
      if (inTheMiddle) {
        doomed.goOn();
      }
      doomed.kill();
    }
    List<String> waitedFor = new ArrayList<>();
    Migrator.migrate(settings, Items.ofAll(2), Migrator.LEASE, waitedFor::add);
    assertThat(Soundness.faults(settings, Items.ofAll(2)))
        .describedAs("killed at %d, %s; the next said %s", step, inTheMiddle, waitedFor)
        .isEmpty();
  }

  @Test
  void a_migrator_that_was_stopped_and_succeeded_executes_nothing_more() throws Exception {
    CassandraSettings settings = cluster.settings("stopped");
    try (MigratorProcess stopped = MigratorProcess.start(settings, 0)) {
      String about = stopped.until("to do: CREATE TYPE");
      assertThat(about).contains("CREATE TYPE");
      stopped.signal("STOP");
      List<String> told = new ArrayList<>();
      Items newer = new Items(List.of("base", "other", "field0"), List.of("items0", "items1"));
      Migrator.migrate(settings, newer, Migrator.LEASE, told::add);
      assertThat(told).anyMatch(one -> one.contains("Waiting for lease 'schema', which"));
      stopped.signal("CONT");
      stopped.goOn();
      assertThat(stopped.next()).startsWith("ENDED").contains("was lost to");
      assertThat(Soundness.faults(settings, newer)).isEmpty();
    }
  }

  @Test
  void with_a_node_down_nothing_is_executed_and_the_node_is_named() {
    CassandraSettings settings = cluster.settings("down");
    EmbeddedCassandra node = cluster.nodes().get(2);
    Schema schema = Schema.of(List.of(Items.ofRelease(0)));
    Schema.createKeyspace(settings, 3);
    node.kill();
    try {
      assertThatThrownBy(() -> schema.migrate(settings))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("127.0.0.3")
          .hasMessageContaining("nothing was executed");
      assertThat(schema.plan(settings).statements())
          .anyMatch(step -> step.startsWith("CREATE TYPE"));
    } finally {
      node.restart();
    }
    SharedCluster.awaitAllNodes(cluster);
    schema.migrate(settings);
    assertThat(Soundness.faults(settings, Items.ofRelease(0))).isEmpty();
  }

  @Test
  void a_node_that_was_away_in_the_middle_comes_back_with_the_old_schema_and_gets_the_new() {
    CassandraSettings settings = cluster.settings("away");
    EmbeddedCassandra node = cluster.nodes().get(1);
    AtomicBoolean killed = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                Migrator.migrate(
                    settings,
                    Items.ofRelease(0),
                    Migrator.LEASE,
                    told -> {
                      if (told.contains("All nodes have it") && told.contains("CREATE TYPE")) {
                        node.kill();
                        killed.set(true);
                      }
                    }))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("127.0.0.2");
    assertThat(killed).isTrue();
    node.restart();
    SharedCluster.awaitAllNodes(cluster);
    Migrator.migrate(settings, Items.ofAll(3), Migrator.LEASE, told -> {});
    assertThat(Soundness.faults(settings, Items.ofAll(3))).isEmpty();
  }
}
