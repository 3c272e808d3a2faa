package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What methods have in common, and what they say for themselves. */
class OverridesTest {
  private static final String SOURCE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.concurrent.CompletionStage;

      public interface Outer {
        @FallbackDefaults(
            maxAge = "2d", keyspace = "archive", businessErrors = IllegalStateException.class)
        interface Service extends Base {
          @Fallback
          CompletionStage<String> plain(long id);

          @Fallback(maxAge = "3d", retention = "9d", profile = "patient", keyspace = "vault", businessErrors = {})
          CompletionStage<String> own(long id);
        }

        @FallbackDefaults(maxAge = "5d", timeout = "3s", shareBackendCalls = true, profile = "patient")
        interface Base {
          @Fallback(softTimeout = "1s", softMaxAge = "1h")
          CompletionStage<String> inherited(long id);
        }
      }
      """;
  private static final CompiledService SERVICE = new CompiledService(SOURCE, "bank.Outer$Service");

  @Test
  void of_inherited_declarations_the_one_that_overrides_the_others_counts() {
    CompiledService service =
        new CompiledService(
            """
            package bank;

            import dev.fallback.annotation.*;
            import java.util.concurrent.CompletionStage;

            public interface Diamond {
              interface Top {
                @Fallback(maxAge = "30d")
                CompletionStage<String> rate(long id);
              }

              interface Left extends Top {}

              interface Overriding extends Top {
                @Override
                @Fallback(maxAge = "1h")
                CompletionStage<String> rate(long id);
              }

              interface Right extends Overriding {}

              interface Service extends Left, Right {
                @Fallback(maxAge = "1d")
                CompletionStage<String> own(long id);
              }
            }
            """,
            "bank.Diamond$Service");
    assertThat(service.operation("rate").maxAge()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void defaults_of_the_interface_stand_in_for_what_a_method_does_not_give() {
    OperationDescriptor<?> plain = SERVICE.operation("plain");
    assertThat(plain.maxAge()).isEqualTo(Duration.ofDays(2));
    assertThat(plain.retention()).isEqualTo(Duration.ofDays(4));
    assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(plain.businessErrors()).isEqualTo(List.of(IllegalStateException.class));
    assertThat(plain.table().profile()).isEmpty();
    assertThat(plain.table().keyspace()).isEqualTo(Optional.of("archive"));
  }

  @Test
  void a_method_s_own_values_come_first() {
    OperationDescriptor<?> own = SERVICE.operation("own");
    assertThat(own.maxAge()).isEqualTo(Duration.ofDays(3));
    assertThat(own.retention()).isEqualTo(Duration.ofDays(9));
    assertThat(own.businessErrors()).isEmpty();
    assertThat(own.table().profile()).isEqualTo(Optional.of("patient"));
    assertThat(own.table().keyspace()).isEqualTo(Optional.of("vault"));
  }

  @Test
  void the_decorated_interface_comes_before_the_one_that_declares() {
    OperationDescriptor<?> inherited = SERVICE.operation("inherited");
    assertThat(inherited.maxAge()).isEqualTo(Duration.ofDays(2));
    assertThat(inherited.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(inherited.softMaxAge()).isEqualTo(Optional.of(Duration.ofHours(1)));
    assertThat(inherited.shareBackendCalls()).isTrue();
    assertThat(inherited.table().profile()).isEqualTo(Optional.of("patient"));
  }

  @Test
  void a_type_is_catalogued_in_each_keyspace_that_mentions_it() {
    String source =
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.concurrent.CompletionStage;

        public interface Service {
          record Note(String text) {}

          record Draft(Note note) {}

          @Fallback(maxAge = "1d")
          CompletionStage<Draft> draft(long id);

          @Fallback(maxAge = "1d", keyspace = "archive")
          CompletionStage<Note> note(long id);
        }
        """;
    Map<String, String> generated = Compilation.sound(List.of(source)).generated();
    assertThat(generated.get("META-INF/fallback/bank.Service.cql"))
        .contains(
            "CREATE TYPE ${keyspace}.note ",
            "CREATE TYPE ${keyspace}.draft ",
            "CREATE TYPE archive.note ",
            "CREATE TABLE ${keyspace}.service_draft ",
            "CREATE TABLE archive.service_note ",
            "INSERT INTO archive.service_note ",
            "FROM archive.service_note ")
        .doesNotContain("archive.draft", "${keyspace}.service_note");
    assertThat(generated.get("META-INF/fallback/bank.Service.md"))
        .contains("| note | archive.service_note |", "| draft | service_draft |");
  }
}
