package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.StoreUnavailableException;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.Schema;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store while its real node is dead, and once it is back. */
@ExtendWith(CassandraExtension.class)
class CassandraAwayIT {
  private final SystemTime time = new SystemTime();
  private EmbeddedCassandra cassandra;

  @BeforeEach
  void share(EmbeddedCassandra shared) {
    cassandra = shared;
  }

  @AfterEach
  void leaveItAlive() {
    time.close();
    if (!cassandra.isAlive()) {
      cassandra.restart();
    }
  }

  @Test
  void a_store_made_while_cassandra_is_down_is_ready_once_it_is_up() {
    CassandraSettings settings = cassandra.createKeyspace("healing");
    Schema.of(List.of(new Texts())).migrate(settings);
    cassandra.kill();
    try (SnapshotStore healing = new CassandraStore(settings, time)) {
      healing.protect(new Texts());
      assertThatThrownBy(
              () ->
                  healing.read(Texts.TABLE, Texts.key("x")).toCompletableFuture().get(10, SECONDS))
          .hasCauseInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("not connected");
      cassandra.restart();
      Texts.awaitReady(healing, Texts.TABLE);
    }
  }

  @Test
  void a_service_made_while_cassandra_is_away_is_ready_once_it_is_back() {
    CassandraSettings settings = cassandra.createKeyspace("joining");
    Schema.of(List.of(new Texts(), Texts.others())).migrate(settings);
    var counted = new CountedTimers();
    try (SnapshotStore joined = new CassandraStore(settings, counted)) {
      joined.protect(new Texts());
      Texts.awaitReady(joined, Texts.TABLE);
      int before = counted.timers.get();
      await().atMost(Duration.ofSeconds(30)).until(() -> counted.timers.get() >= before + 2);
      cassandra.kill();
      joined.protect(Texts.others());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  joined
                      .unready(Texts.OTHER_TABLE)
                      .filter(why -> why.contains("could not be verified"))
                      .isPresent());
      cassandra.restart();
      Texts.awaitReady(joined, Texts.OTHER_TABLE);
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

  /** How often the store has looked whether the schema changed. */
  private final class CountedTimers implements Time {
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
}
