package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that Lombok completes, in the same build and from a jar. */
class LombokTest {
  private static final String PAYMENT =
      """
      package bank;

      import java.time.Instant;
      import lombok.NonNull;
      import lombok.Value;

      @Value
      public class Payment {
        long id;
        @NonNull Instant at;
        Way way;

        public enum Way {
          CARD
        }
      }
      """;
  private static final String BEAN =
      """
      package bank;

      @lombok.Data
      public class Bean {
        private final long id;
        private String note;
      }
      """;
  private static final String NOTED =
      "public class Account { @lombok.Getter @lombok.Setter private String note; %s}";
  private static final String SERVICE =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public interface Payments {
        @Fallback(maxAge = "1d")
        CompletionStage<%s> payment(long id);
      }
      """;
  private static final String LOMBOK = "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";
  private static final String OURS = FallbackProcessor.class.getName();

  @Test
  void a_class_is_waited_for_until_lombok_has_completed_it() {
    for (String processors : List.of(LOMBOK + "," + OURS, OURS + "," + LOMBOK)) {
      Compilation compilation = compile(processors, PAYMENT, SERVICE.formatted("Payment"));
      assertThat(compilation.diagnostics()).isEmpty();
      assertThat(compilation.generated().get("META-INF/fallback/bank.Payments.cql"))
          .contains("id bigint", "at frozen<tuple<date, time>>", "way text");
      assertThat(compilation.folder().resolve("bank/PaymentsWithFallback.class")).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NOTED, "public class Account extends Noted {%s}"})
  void a_class_that_fits_already_is_waited_for_too(String open) {
    String account =
        "package bank;\n\n"
            + open.formatted(
                """

                  private final long id;

                  public Account(long id) {
                    this.id = id;
                  }

                  public long getId() {
                    return id;
                  }
                """);
    String noted =
        "package bank;\n\npublic class Noted { @lombok.Setter @lombok.Getter private String note; }";
    String service = SERVICE.formatted("Account");
    for (String processors : List.of(LOMBOK + "," + OURS, OURS + "," + LOMBOK)) {
      assertThat(compile(processors, account, noted, service).diagnostics())
          .singleElement()
          .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-020").contains("setNote"));
    }
  }

  @Test
  void a_boolean_whose_name_begins_with_is_has_a_setter_without_it() {
    String account =
        """
        package bank;

        @lombok.Data
        @lombok.AllArgsConstructor
        public class Account {
          private long id;
          private boolean isActive;
        }
        """;
    Compilation compilation = compile(LOMBOK + "," + OURS, account, SERVICE.formatted("Account"));
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.generated().get("META-INF/fallback/bank.Payments.cql"))
        .contains("is_active boolean");
  }

  @Test
  void a_class_that_lombok_only_checks_is_not_waited_for() {
    String account =
        """
        package bank;

        public class Account {
          private final String name;

          public Account(@lombok.NonNull String name) {
            this.name = name;
          }

          @lombok.Generated
          public String name() {
            return name;
          }
        }
        """;
    assertThat(compile(OURS, account, SERVICE.formatted("Account")).diagnostics()).isEmpty();
  }

  @Test
  void a_class_that_lombok_does_not_complete_is_told() {
    assertThat(compile(OURS, PAYMENT, SERVICE.formatted("Payment")).diagnostics())
        .extracting(d -> d.getMessage(null))
        .anySatisfy(m -> assertThat(m).startsWith("FB-038: Payments stores").contains("Lombok"));
  }

  @Test
  void a_class_whose_constructor_leaves_something_out_is_explained() {
    assertThat(compile(LOMBOK + "," + OURS, BEAN, SERVICE.formatted("Bean")).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-020").contains("setNote"));
  }

  @Test
  void a_class_from_a_jar_is_stored() {
    Path jar = compile(LOMBOK, PAYMENT).orThrow().folder();
    assertThat(Compilation.beside(jar, SERVICE.formatted("Payment")).diagnostics()).isEmpty();
  }

  private static Compilation compile(String processors, String... sources) {
    return Compilation.by(processors, List.of(), List.of(sources));
  }
}
