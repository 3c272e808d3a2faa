package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import dev.fallback.testkit.SharedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** With three nodes, a reader does not notice the loss of one, be it dead or hung. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have only 127.0.0.1 by default")
@ExtendWith(SharedCluster.class)
class ThreeNodesIT {
  private static final int ROWS = 50;
  private static final int READERS = 4;

  @Test
  void readers_do_not_notice_a_node_that_hangs_nor_one_that_is_killed(
      EmbeddedCassandraCluster cluster) throws Exception {
    CassandraSettings settings = cluster.settings("three");
    Schema schema = Schema.of(List.of(new Texts()));
    Schema.createKeyspace(settings, 3);
    schema.migrate(settings);
    try (SystemTime time = new SystemTime();
        SnapshotStore store = new CassandraStore(settings, time)) {
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
      EmbeddedCassandra hung = cluster.nodes().get(2);
      hung.pause();
      try {
        readers.awaitMore(500);
      } finally {
        hung.resume();
      }
      readers.awaitMore(100);
      EmbeddedCassandra dead = cluster.nodes().get(1);
      dead.kill();
      try {
        readers.awaitMore(500);
        readers.stop();
        assertThat(readers.failures).isEmpty();
        hung.kill();
        assertTheLastNodeAnswers(settings, store);
      } finally {
        dead.restart();
        if (!hung.isAlive()) {
          hung.restart();
        }
      }
    }
  }

  /** What it answers alone depends on whether it knows already that the others are gone. */
  private static void assertTheLastNodeAnswers(CassandraSettings settings, SnapshotStore store)
      throws Exception {
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> read(store, 0));
    try (CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> knowsOfNoQuorum(session));
    }
    for (int row = 0; row < ROWS; row++) {
      assertThat(read(store, row)).isTrue();
    }
  }

  private static boolean knowsOfNoQuorum(CqlSession session) {
    try {
      session.execute(
          SimpleStatement.newInstance("SELECT * FROM three.fallback_shapes")
              .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
      return false;
    } catch (AllNodesFailedException e) {
      return e.getAllErrors().values().stream()
          .flatMap(List::stream)
          .anyMatch(UnavailableException.class::isInstance);
    } catch (DriverException e) {
      return false; // not yet
    }
  }

  /** In version 5 of the protocol the driver takes the end of such an error for another answer. */
  @Test
  void a_conditional_write_that_times_out_does_not_cost_others_their_connection(
      EmbeddedCassandraCluster cluster) {
    CassandraSettings settings = cluster.createKeyspace("conditional");
    EmbeddedCassandra coordinator = cluster.nodes().get(0);
    List<EmbeddedCassandra> others = cluster.nodes().subList(1, 3);
    try (CqlSession session =
        Sessions.openThrough(settings, node -> isAt(coordinator, node))
            .toCompletableFuture()
            .join()) {
      String table = settings.keyspace() + ".decisions";
      session.execute("CREATE TABLE %s (id int PRIMARY KEY, value int)".formatted(table));
      others.forEach(EmbeddedCassandra::pause);
      List<CompletableFuture<Throwable>> failures =
          IntStream.range(0, ROWS)
              .mapToObj(
                  "INSERT INTO %s (id, value) VALUES (%%d, 1) IF NOT EXISTS".formatted(table)
                      ::formatted)
              .map(cql -> SimpleStatement.newInstance(cql).setTimeout(Duration.ofSeconds(30)))
              .map(write -> session.executeAsync(write.setIdempotent(false)))
              .map(answer -> answer.handle((rows, error) -> error).toCompletableFuture())
              .toList();
      assertThat(failures)
          .map(CompletableFuture::join)
          .allSatisfy(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          WriteTimeoutException.class,
                          timeout -> assertThat(timeout.getWriteType()).isEqualTo(WriteType.CAS)));
    } finally {
      others.forEach(EmbeddedCassandra::resume);
    }
  }

  private static boolean isAt(EmbeddedCassandra server, Node node) {
    return server.settings("system").contactPoints().contains(node.getEndPoint().resolve());
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
