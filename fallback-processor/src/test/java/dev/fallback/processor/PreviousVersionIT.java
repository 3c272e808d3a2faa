package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.Answer;
import dev.fallback.CassandraSettings;
import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A release that changed a key, on a real node: with the previous table, and without. */
@ExtendWith(CassandraExtension.class)
class PreviousVersionIT {
  private static final PreviousReleases RELEASES = new PreviousReleases();

  @Test
  void the_previous_table_answers_where_it_is_and_is_not_missed_where_it_is_not(
      EmbeddedCassandra cassandra) throws Exception {
    CassandraSettings grown = cassandra.settings("grown");
    Schema.createKeyspace(grown, 1);
    RELEASES.first.schema().migrate(grown);
    try (Fallbacks fallbacks = ready(grown, RELEASES.first, 7L)) {
      RELEASES.first.ask(fallbacks, RELEASES.first.value(7L, 1234L), 7L);
    }
    RELEASES.second.schema().migrate(grown);
    try (Fallbacks fallbacks = ready(grown, RELEASES.second, keyOf(8))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                Answer<?> found = RELEASES.second.ask(fallbacks, new IOException("down"), keyOf(7));
                assertThat(found.source()).isEqualTo(Source.STORE);
                assertThat(found.value())
                    .hasToString("Statement[id=7, currency=EUR, balance=1234 cents]");
              });
      drop(grown, "statements");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertMissedByNobody(fallbacks));
    }
    CassandraSettings fresh = cassandra.settings("fresh");
    Schema.createKeyspace(fresh, 1);
    assertThat(RELEASES.second.schema().migrate(fresh))
        .anyMatch(step -> step.contains("fresh.statements_v2 "))
        .noneMatch(step -> step.contains("fresh.statements "));
    try (Fallbacks fallbacks = ready(fresh, RELEASES.second, keyOf(8))) {
      assertThat(fallbacks.unprotected()).isEmpty();
    }
  }

  private static void drop(CassandraSettings settings, String table) {
    try (CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      session.execute("DROP TABLE %s.%s".formatted(settings.keyspace(), table));
    }
  }

  /** A miss, in which nothing was wrong with the store. */
  private static void assertMissedByNobody(Fallbacks fallbacks) {
    IOException down = new IOException("still down");
    assertThatThrownBy(() -> RELEASES.second.ask(fallbacks, down, keyOf(7))).cause().isSameAs(down);
    assertThat(down).hasNoSuppressedExceptions();
  }

  private static Object[] keyOf(long id) throws Exception {
    return new Object[] {RELEASES.second.caller(id), "trace", RELEASES.second.currency(0)};
  }

  /** An application whose operations are protected, which a first call makes known. */
  private static Fallbacks ready(
      CassandraSettings settings, PreviousReleases.Release release, Object... key)
      throws Exception {
    Fallbacks fallbacks = Fallbacks.builder().cassandra(settings).build();
    release.ask(fallbacks, null, key);
    await().atMost(Duration.ofSeconds(60)).until(() -> fallbacks.unprotected().isEmpty());
    return fallbacks;
  }
}
