package dev.fallback.testkit.migration;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.MigrationGuards;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

/** Many migrators at once, each of another release. */
final class Race {
  private Race() {}

  /**
   * Lets them go at the same moment.
   *
   * @return what went wrong for each that failed
   */
  static List<String> run(CassandraSettings settings, int migrators, MigrationGuards guards)
      throws InterruptedException {
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    CyclicBarrier start = new CyclicBarrier(migrators);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < migrators; i++) {
      int release = i;
      Thread thread =
          new Thread(
              () -> {
                try (SystemTime time = new SystemTime();
                    CqlSession session =
                        Sessions.open(settings, false).toCompletableFuture().join()) {
                  start.await();
                  Migrator.migration(session, settings, guards, time, told -> {})
                      .migrate(List.of(Items.ofRelease(release)));
                } catch (Exception e) {
                  failures.add("release %d: %s".formatted(release, e));
                }
              },
              "migrator-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(failures);
  }

  /** Waits until a client sees all nodes up, and they agree. */
  static void awaitAllNodes(EmbeddedCassandraCluster cluster) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () -> {
              try (CqlSession session =
                  Sessions.open(cluster.settings("any"), false).toCompletableFuture().join()) {
                return session.checkSchemaAgreement()
                    && session.getMetadata().getNodes().size() == 3
                    && session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getState() == NodeState.UP);
              }
            });
  }
}
