package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.ClusterLease;
import dev.fallback.internal.cassandra.LeaseLostException;
import dev.fallback.internal.cassandra.LeaseTimes;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One holder at a time, and a silent one loses what it holds; against a real node. */
@ExtendWith(CassandraExtension.class)
class ClusterLeaseIT {
  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(50));
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String KEYSPACE = "leases";

  private static SystemTime time;
  private static CqlSession session;

  @BeforeAll
  static void start(EmbeddedCassandra cassandra) {
    time = new SystemTime();
    CassandraSettings settings = cassandra.createKeyspace(KEYSPACE);
    session = Sessions.open(settings).toCompletableFuture().join();
    ClusterLease.createTable(session, KEYSPACE, time);
    ClusterLease.createTable(session, KEYSPACE, time);
  }

  @AfterAll
  static void stop() {
    session.close();
    time.close();
  }

  @Test
  void of_many_who_want_it_one_holds_it_at_a_time_and_tokens_grow() throws Exception {
    int wanting = 8;
    AtomicInteger inside = new AtomicInteger();
    Queue<Long> tokens = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(wanting);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < wanting; i++) {
        done.add(
            threads.submit(
                () -> {
                  try (ClusterLease lease = acquire("many", time)) {
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    lease.requireHeld();
                    tokens.add(lease.token());
                    assertThat(inside.decrementAndGet()).isZero();
                  }
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get(60, SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(List.copyOf(tokens)).hasSize(wanting).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_holder_that_lives_keeps_its_lease_for_longer_than_its_life() {
    List<String> waitedFor = new ArrayList<>();
    try (ClusterLease lease = acquire("long", time)) {
      assertThatThrownBy(
              () ->
                  ClusterLease.acquire(
                      session,
                      KEYSPACE,
                      "long",
                      TIMES,
                      TIMES.life().multipliedBy(4),
                      time,
                      waitedFor::add))
          .isInstanceOf(LeaseLostException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(lease.isHeld()).isTrue();
      lease.requireHeld();
    }
    assertThat(waitedFor).isNotEmpty().allMatch(told -> told.contains("lease 'long', which"));
  }

  @Test
  void what_cannot_be_renewed_within_its_life_is_lost(EmbeddedCassandra cassandra) {
    ClusterLease lease = acquire("cut off", time);
    cassandra.pause();
    try {
      assertThatThrownBy(lease::requireHeld)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageContaining("lease 'cut off' was lost;")
          .hasMessageContaining("could not be renewed")
          .hasCauseInstanceOf(DriverException.class);
    } finally {
      cassandra.resume();
      lease.abandon();
    }
  }

  @Test
  void a_silent_holder_is_succeeded_and_can_do_no_more() {
    ClusterLease silent = acquire("silent", new Heartless());
    long token = silent.token();
    try (ClusterLease next = acquire("silent", time)) {
      assertThat(next.token()).isEqualTo(token + 1);
      assertThat(silent.isHeld()).isFalse();
      assertThatThrownBy(silent::requireHeld)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageContaining("was lost to");
      silent.close();
      next.requireHeld();
    }
  }

  @Test
  void what_is_given_back_is_held_no_more() {
    ClusterLease lease = acquire("back", time);
    lease.close();
    assertThat(lease.isHeld()).isFalse();
    assertThatThrownBy(lease::requireHeld).hasMessageContaining("was given back");
    acquire("back", time).close();
  }

  private static ClusterLease acquire(String name, Time watch) {
    return ClusterLease.acquire(session, KEYSPACE, name, TIMES, PATIENCE, watch, told -> {});
  }

  /** Time in which no heartbeat ever comes. */
  private static final class Heartless implements Time {
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
      return () -> {};
    }
  }
}
