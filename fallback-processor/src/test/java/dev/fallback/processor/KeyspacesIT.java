package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.Answer;
import dev.fallback.CassandraSettings;
import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.schema.MigrationOptions;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.schema.SchemaPlan;
import dev.fallback.testkit.CassandraExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One service whose operations are stored in two keyspaces, on a real node. */
@ExtendWith(CassandraExtension.class)
class KeyspacesIT {
  private static final CompiledService SERVICE =
      new CompiledService(
          """
          package bank;

          import dev.fallback.annotation.*;
          import java.util.concurrent.CompletionStage;

          public interface Service {
            record Note(String text) {}

            @Fallback(maxAge = "1d")
            CompletionStage<Note> near(long id);

            @Fallback(maxAge = "1d", keyspace = "far_away")
            CompletionStage<Note> far(long id);
          }
          """);
  private static final Schema SCHEMA = Schema.of(List.of(SERVICE.descriptor()));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void each_operation_lives_in_its_keyspace_and_a_missing_one_takes_down_its_own_only(
      CassandraSettings settings) throws Exception {
    SchemaPlan before = SCHEMA.plan(settings);
    assertThat(before.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.subject()).isEqualTo("keyspace far_away");
              assertThat(problem.operations()).containsExactly("bank.Service.far");
            });
    assertThatThrownBy(() -> SCHEMA.migrate(settings))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("far_away");
    assertThat(SCHEMA.plan(settings)).as("nothing was executed").isEqualTo(before);

    MigrationOptions creating =
        MigrationOptions.defaults().creatingKeyspace(Map.of(settings.localDatacenter(), 1));
    List<String> planned = SCHEMA.plan(settings, creating).statements();
    assertThat(SCHEMA.migrate(settings, creating)).containsExactlyElementsOf(planned);
    assertThat(planned)
        .anyMatch(step -> step.startsWith("CREATE KEYSPACE IF NOT EXISTS far_away "))
        .anyMatch(step -> step.contains("TYPE IF NOT EXISTS far_away.note "))
        .anyMatch(
            step -> step.contains("TYPE IF NOT EXISTS %s.note ".formatted(settings.keyspace())))
        .anyMatch(step -> step.contains("far_away.service_far "))
        .noneMatch(step -> step.contains("far_away.service_near "));
    assertThat(SCHEMA.plan(settings).isFulfilled()).isTrue();
    assertThat(SCHEMA.plan(settings).text()).contains(settings.keyspace() + ", far_away");

    drop(settings);
    try (Fallbacks fallbacks = Fallbacks.builder().cassandra(settings).build()) {
      ask(fallbacks, "near", note("a"));
      ask(fallbacks, "far", note("b"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(fallbacks.unprotected())
                      .containsExactly(
                          Map.entry(
                              "bank.Service.far",
                              "keyspace far_away does not exist; create it, then migrate")));
      assertThat(ask(fallbacks, "far", note("c")).value()).hasToString("Note[text=c]");
      served(fallbacks, "near", note("d"));

      SCHEMA.migrate(settings, creating);
      await().atMost(PATIENCE).until(() -> fallbacks.unprotected().isEmpty());
      served(fallbacks, "far", note("e"));
    }
  }

  private static void served(Fallbacks fallbacks, String operation, Object value) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              ask(fallbacks, operation, value);
              Answer<?> stored = ask(fallbacks, operation, null);
              assertThat(stored.source()).isEqualTo(Source.STORE);
              assertThat(stored.value()).isEqualTo(value);
            });
  }

  private static Answer<?> ask(Fallbacks fallbacks, String operation, Object value) {
    return ask(fallbacks, SERVICE.operation(operation), value);
  }

  /** Asks a backend that has this value, or fails where it is null. */
  @SuppressWarnings("unchecked")
  private static <T> Answer<T> ask(
      Fallbacks fallbacks, OperationDescriptor<T> operation, Object value) {
    CompletionStage<T> backend =
        value == null
            ? CompletableFuture.failedFuture(new IllegalStateException("down"))
            : CompletableFuture.completedFuture((T) value);
    return fallbacks
        .operation(SERVICE.descriptor(), operation)
        .answer(key -> key.bigint(1), () -> backend)
        .toCompletableFuture()
        .join();
  }

  private static Object note(String text) throws ReflectiveOperationException {
    return SERVICE
        .loader()
        .loadClass("bank.Service$Note")
        .getConstructor(String.class)
        .newInstance(text);
  }

  private static void drop(CassandraSettings settings) {
    try (CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      session.execute("DROP KEYSPACE far_away");
    }
  }
}
