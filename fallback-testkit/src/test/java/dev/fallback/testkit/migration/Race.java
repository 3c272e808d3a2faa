package dev.fallback.testkit.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.MigrationGuards;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;

/**
 * Many migrators at once, each of another release, and each through one node only: the driver would
 * let all of them ask the same one at the same step.
 */
final class Race {
  private Race() {}

  /**
   * Lets them go at the same moment.
   *
   * @return what went wrong for each that failed
   */
  static List<String> run(CassandraSettings settings, int migrators, MigrationGuards guards)
      throws InterruptedException {
    return run(settings, migrators, guards, told -> {}, () -> {});
  }

  /** The same with the worst timing: nobody sends a statement before all others would. */
  static List<String> inStep(CassandraSettings settings, int migrators, MigrationGuards guards)
      throws InterruptedException {
    Phaser all = new Phaser(migrators);
    return run(
        settings,
        migrators,
        guards,
        told -> {
          if (told.contains(" to do: ")) {
            all.arriveAndAwaitAdvance();
          }
        },
        all::arriveAndDeregister);
  }

  private static List<String> run(
      CassandraSettings settings,
      int migrators,
      MigrationGuards guards,
      Consumer<String> progress,
      Runnable atTheEnd)
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
                    CqlSession session = through(settings, release % 3)) {
                  start.await();
                  Migrator.migration(session, settings, guards, time, progress)
                      .migrate(List.of(Items.ofRelease(release)));
                } catch (Exception e) {
                  failures.add("release %d: %s".formatted(release, e));
                } finally {
                  atTheEnd.run();
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

  private static CqlSession through(CassandraSettings settings, int node) {
    String address = settings.contactPoints().get(node).getHostString();
    CassandraSettings one =
        new CassandraSettings(
            List.of(settings.contactPoints().get(node)),
            settings.localDatacenter(),
            settings.keyspace());
    return Sessions.openThrough(
            one, found -> found.getEndPoint().toString().contains(address + ":"))
        .toCompletableFuture()
        .join();
  }
}
