package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.release.MatrixReport;
import dev.fallback.testkit.release.Release;
import dev.fallback.testkit.release.ReleaseMatrix;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a big schema takes, and what a change costs under load; prints, and judges no time. */
@Tag("figures")
class SchemaFiguresIT {
  private static final int OPERATIONS = 200;
  private static EmbeddedCassandra cassandra;

  @BeforeAll
  static void start() {
    cassandra = EmbeddedCassandra.builder().heapMegabytes(512).start();
  }

  @AfterAll
  static void stop() {
    cassandra.close();
  }

  @Test
  void a_service_of_200_operations_over_200_types() {
    CassandraSettings settings = cassandra.createKeyspace("big");
    try (Release release = Release.compiled("big", List.of(source()));
        SystemTime time = new SystemTime()) {
      Schema schema = Schema.of(release.services());
      long start = System.nanoTime();
      int steps = schema.migrate(settings).size();
      System.out.printf("FIGURE migrate from empty: %d statements, %d ms%n", steps, since(start));

      start = System.nanoTime();
      assertThat(schema.plan(settings).isFulfilled()).isTrue();
      System.out.printf("FIGURE schema verify, connecting included: %d ms%n", since(start));

      ServiceDescriptor service = release.services().get(0);
      for (int run = 1; run <= 3; run++) {
        start = System.nanoTime();
        try (CassandraStore store = new CassandraStore(settings, time)) {
          store.protect(service);
          await()
              .atMost(Duration.ofMinutes(2))
              .pollInterval(10, TimeUnit.MILLISECONDS)
              .until(
                  () ->
                      service.operations().stream()
                          .allMatch(operation -> store.unready(operation.table()).isEmpty()));
          System.out.printf(
              "FIGURE verify and prepare %d operations, connecting included, run %d: %d ms%n",
              service.operations().size(), run, since(start));
        }
      }
    }
  }

  @Test
  void types_that_grow_under_500_reads_and_500_writes_a_second() {
    String service =
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.*;
        import java.util.concurrent.CompletionStage;

        public interface Accounts {
          record Transaction(long id, long amount%s) {}

          record Account(long id, %sString name, List<Transaction> last%s) {}

          @Fallback(maxAge = "1d")
          CompletionStage<Account> account(long id);
        }
        """;
    try (Release old = Release.compiled("old", List.of(service.formatted("", "", "")));
        Release now =
            Release.compiled(
                "new",
                List.of(
                    service.formatted(
                        ", @Stored(missing = \"-\") String note",
                        "@Stored(missing = \"0\") long hold, ",
                        ", @Stored(missing = \"0\") int score, @Stored(missing = \"x\") String tier")))) {
      MatrixReport report =
          ReleaseMatrix.between(old, now)
              .underLoad(500, Duration.ofSeconds(15))
              .run(cassandra, "growing");
      report.loads().forEach(load -> System.out.println("FIGURE live ALTER TYPE: " + load));
      assertThat(report.faults()).isEmpty();
      assertThat(report.loads()).allMatch(load -> load.missed() == 0);
    }
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Types in pairs: each second one has a list of the one before it. */
  private static String source() {
    StringBuilder source =
        new StringBuilder(
            """
            package bank;

            import dev.fallback.annotation.Fallback;
            import java.time.Instant;
            import java.util.List;
            import java.util.concurrent.CompletionStage;

            public interface BigService {
            """);
    for (int i = 0; i < OPERATIONS; i++) {
      source
          .append("  record T%d(long id, String name, Instant at, ".formatted(i))
          .append(i % 2 == 0 ? "long amount) {}\n" : "List<T%d> inner) {}\n".formatted(i - 1))
          .append("  @Fallback(maxAge = \"1d\")\n")
          .append("  CompletionStage<T%d> op%d(long id, String name);\n".formatted(i, i));
    }
    return source.append("}\n").toString();
  }
}
