package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With three nodes, a reader does not notice the loss of one, be it dead or hung. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have only 127.0.0.1 by default")
class ThreeNodesIT {
  private static final int ROWS = 50;
  private static final int READERS = 4;

  @Test
  void readers_do_not_notice_a_node_that_hangs_nor_one_that_is_killed() throws Exception {
    try (EmbeddedCassandraCluster cluster = EmbeddedCassandraCluster.start();
        SystemTime time = new SystemTime()) {
      CassandraSettings settings = cluster.settings("three");
      Schema schema = Schema.of(List.of(new Texts()));
      Schema.createKeyspace(settings, 3);
      schema.migrate(settings);
      try (SnapshotStore store = new CassandraStore(settings, time)) {
        store.protect(new Texts());
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> read(store, 0));
        for (int row = 0; row < ROWS; row++) {
          store
              .write(
                  Texts.TABLE,
                  Texts.key("row " + row),
                  new StoredSnapshot(Texts.snapshot("v"), 1),
                  3600)
              .toCompletableFuture()
              .get(10, SECONDS);
        }
        Readers readers = new Readers(store);
        readers.awaitMore(200);
        cluster.nodes().get(2).pause();
        readers.awaitMore(500);
        cluster.nodes().get(2).resume();
        readers.awaitMore(100);
        cluster.nodes().get(1).kill();
        readers.awaitMore(500);
        readers.stop();
        assertThat(readers.failures).isEmpty();
      }
    }
  }

  private static boolean read(SnapshotStore store, int row) throws Exception {
    return store.read(Texts.TABLE, Texts.key("row " + row)).toCompletableFuture().get(10, SECONDS)
        != null;
  }

  /** A few threads that read without a pause and keep what went wrong. */
  private static final class Readers {
    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Readers(SnapshotStore store) {
      for (int i = 0; i < READERS; i++) {
        Thread thread = new Thread(() -> run(store), "reader-" + i);
        threads.add(thread);
        thread.start();
      }
    }

    private void run(SnapshotStore store) {
      while (!stopped.get()) {
        int read = reads.incrementAndGet();
        try {
          if (store
              .read(Texts.TABLE, Texts.key("row " + read % ROWS))
              .toCompletableFuture()
              .get(10, SECONDS)
              .isEmpty()) {
            failures.add("row " + read % ROWS + " was missing");
          }
        } catch (Exception e) {
          failures.add(e.toString());
        }
      }
    }

    void awaitMore(int more) {
      int target = reads.get() + more;
      await().atMost(Duration.ofSeconds(60)).until(() -> reads.get() >= target);
    }

    void stop() throws InterruptedException {
      stopped.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
