package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stored types that were compiled before, by whatever compiler and with whatever arguments. */
class TypesFromJarsTest {
  private static final String PAYMENTS =
      """
      package bank;

      public interface Payments {
        @dev.fallback.annotation.Fallback(maxAge = "1d")
        java.util.concurrent.CompletionStage<lib.Payment> payment(long id);
      }
      """;

  @Test
  void types_from_jars_are_stored_and_classes_without_parameter_names_explained() {
    String library =
        """
        package lib;

        import dev.fallback.annotation.Stored;
        import java.time.Instant;

        public interface Types {
          record Payment(@Stored(as = Stored.As.MILLIS, name = "booked") Instant at, Way way) {}

          sealed interface Way permits Card, Cash {}

          record Card(String number) implements Way {}

          enum Cash implements Way {
            NOTE,
            COIN
          }

          final class Bean {
            private final long amount;

            public Bean(long amount) {
              this.amount = amount;
            }

            public long getAmount() {
              return amount;
            }
          }
        }
        """;
    String service =
        """
        package bank;

        import dev.fallback.annotation.Fallback;
        import java.util.concurrent.CompletionStage;

        public interface Payments {
          @Fallback(maxAge = "1d")
          CompletionStage<lib.Types.%s> payment(long id);
        }
        """;
    for (String names : List.of("-parameters", "-g:none")) {
      Path jar = Compilation.with(List.of(names), List.of(library)).folder();
      List<String> options = List.of("-cp", jar + ":" + System.getProperty("java.class.path"));
      assertThat(
              Compilation.with(options, List.of(service.formatted("Payment")))
                  .generated()
                  .get("META-INF/fallback/bank.Payments.cql"))
          .contains("booked timestamp", "way frozen<way>", "cash text");
      Compilation bean = Compilation.with(options, List.of(service.formatted("Bean")));
      if (names.equals("-parameters")) {
        assertThat(bean.generated().get("META-INF/fallback/bank.Payments.cql"))
            .contains("amount bigint");
      } else {
        assertThat(bean.diagnostics())
            .singleElement()
            .satisfies(d -> assertThat(d.getMessage(null)).contains("compile it with -parameters"));
      }
    }
  }

  @Test
  void what_is_inherited_from_a_class_that_nobody_sees_counts() {
    String base =
        """
        package lib;

        abstract class Base {
          private String note;

          Base(String note) {
            this.note = note;
          }

          public String getNote() {
            return note;
          }

          public void setNote(String note) {
            this.note = note;
          }
        }
        """;
    String filter =
        """
        package lib;

        public class Filter extends Base {
          private final long id;

          public Filter(long id%s) {
            super(%s);
            this.id = id;
          }

          public long getId() {
            return id;
          }
        }
        """;
    String service =
        """
        package bank;

        public interface Filters {
          @dev.fallback.annotation.Fallback(maxAge = "1d")
          java.util.concurrent.CompletionStage<lib.Filter> filter(long id);
        }
        """;
    assertThat(
            Compilation.sound(List.of(base, filter.formatted(", String note", "note"), service))
                .generated()
                .get("META-INF/fallback/bank.Filters.cql"))
        .contains("note text");
    assertThat(Compilation.of(List.of(base, filter.formatted("", "null"), service)).diagnostics())
        .singleElement()
        .satisfies(
            d -> assertThat(d.getMessage(null)).startsWith("FB-020").contains("has setNote"));
  }

  /** Of a jar with a type that mentions another, which is in none. */
  private static List<String> lackingALibrary() throws IOException {
    Path jar =
        Compilation.with(
                List.of(),
                List.of(
                    "package lib;\npublic record Payment(lib.Way way) {}",
                    "package lib;\npublic record Way(long id) {}"))
            .folder();
    Files.delete(jar.resolve("lib/Way.class"));
    return List.of("-cp", jar + ":" + System.getProperty("java.class.path"));
  }

  @Test
  void a_type_that_is_not_in_the_key_is_not_looked_into() throws IOException {
    String service =
        """
        package bank;

        public interface Notes {
          @dev.fallback.annotation.Fallback(maxAge = "1d")
          java.util.concurrent.CompletionStage<String> note(
              long id, @dev.fallback.annotation.NotKey("who asks") lib.Payment payment);
        }
        """;
    assertThat(Compilation.with(lackingALibrary(), List.of(service)).diagnostics()).isEmpty();
  }

  @Test
  void a_type_from_a_jar_that_lacks_a_library_is_told() throws IOException {
    List<String> options = lackingALibrary();
    assertThat(Compilation.with(options, List.of(PAYMENTS)).diagnostics())
        .singleElement()
        .satisfies(
            d -> assertThat(d.getMessage(null)).startsWith("FB-038: Payments stores lib.Payment"));
  }

  @Test
  void a_kotlin_class_without_parameter_names_is_told_how_to_be_compiled() {
    String metadata = "package kotlin;\npublic @interface Metadata {}";
    String kotlin =
        """
        package lib;

        @kotlin.Metadata
        public final class Payment {
          private final long cents;

          public Payment(long cents) {
            this.cents = cents;
          }

          public long getCents() {
            return cents;
          }
        }
        """;
    Path jar = Compilation.with(List.of("-g:none"), List.of(metadata, kotlin)).folder();
    List<String> options = List.of("-cp", jar + ":" + System.getProperty("java.class.path"));
    assertThat(Compilation.with(options, List.of(PAYMENTS)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).contains("Kotlin class", "-java-parameters"))
        .satisfies(d -> assertThat(d.getLineNumber()).isEqualTo(5));
  }
}
