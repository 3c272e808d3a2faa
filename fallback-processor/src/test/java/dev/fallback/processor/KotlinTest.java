package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and interfaces as Kotlin's own compiler makes them, from a jar. */
class KotlinTest {
  private static final String KOTLIN = "src/test/resources/sources/Payments.kt";
  private static final String SERVICE =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.CompletionStage;
      import lib.*;

      public interface Service {
        @Fallback(maxAge = "1d")
        CompletionStage<%s> answer(long id);

        static Object value() {
          return %s;
        }
      }
      """;

  private static final String HEIR =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public interface Service extends lib.%s {
        @Fallback(maxAge = "1d")
        CompletionStage<String> name(long id);
      }
      """;

  @TempDir private static Path modern;
  @TempDir private static Path old;

  @BeforeAll
  static void kotlin_compiles() {
    kotlin(modern, "17", "-java-parameters");
    kotlin(old, "1.8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Payment | new Payment(1, null, Instant.EPOCH, List.of(), List.of(new Card(\"1\")),"
            + " Map.of(\"a\", Cash.COIN), true, 2L, \"ref\")",
        "Way | new Transfer(\"DE\", 5)",
        "Way | Cash.NOTE",
        "Page<Way> | new Page<>(List.of(Cash.NOTE, new Card(\"2\")), null)",
        "List<Odd> | List.of(new Odd(1, \"x\", 2))",
        "Couple | new Couple(1, \"right\")",
        "Shape | new Shape.Square(1.5)",
        "Optional<Shape.Circle> | Optional.of(new Shape.Circle(-0.0))",
      })
  void data_classes_and_sealed_types_come_back_equal(String type, String value) throws Exception {
    Compilation compilation = Compilation.beside(modern, SERVICE.formatted(type, value)).orThrow();
    CompiledService service = new CompiledService(compilation.loader(modern), "");
    Object made =
        service.loader().loadClass("bank.Service").getDeclaredMethod("value").invoke(null);
    assertThat(service.decode("answer", service.encode("answer", made))).isEqualTo(made);
  }

  @Test
  void what_is_stored_is_what_kotlin_declares() {
    Compilation compilation = Compilation.beside(modern, SERVICE.formatted("Payment", "null"));
    assertThat(compilation.orThrow().generated().get("META-INF/fallback/bank.Service.cql"))
        .contains(
            "payment (",
            "at timestamp",
            "ways frozen<list<frozen<way>>>",
            "by_name frozen<map<text, frozen<way>>>",
            "is_paid boolean",
            "cash text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gift | FB-020 | Kotlin object",
        "WithObject | FB-020 | Kotlin object",
        "Valued | FB-020 | only Kotlin can make",
        "Secret | FB-020 | no accessor secret()",
        "Grown | FB-020 | has setNote for what",
        "Ended | FB-020 | has field at, which its constructor (id) does not take",
      })
  void what_java_cannot_make_is_explained(String answer, String code, String part) {
    assertThat(Compilation.beside(modern, SERVICE.formatted(answer, "null")).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith(code).contains(part));
  }

  @Test
  void a_sealed_type_for_an_old_jvm_is_told_how_to_be_compiled() {
    assertThat(Compilation.beside(old, SERVICE.formatted("Way", "null")).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).contains("JVM 17 or newer"));
  }

  @Test
  void interfaces_of_kotlin_are_decorated_with_their_default_arguments_and_odd_names() {
    String heir = HEIR.formatted("PaymentReads");
    assertThat(Compilation.beside(modern, heir).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-005").contains("Java"));
    String sound = HEIR.formatted("DefaultedReads");
    assertThat(
            Compilation.beside(modern, sound)
                .orThrow()
                .generated()
                .get("bank/ServiceWithFallback.java"))
        .contains("payment(long id, int page)", "parameter0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Suspending | FB-002 | is a suspend function of Kotlin",
        "Mangled | FB-005 | whose name Java cannot write",
        "Lists | FB-022 | ? extends lib.Shape (parameter ways)",
      })
  void functions_that_java_cannot_declare_are_explained(String parent, String code, String part) {
    assertThat(Compilation.beside(modern, HEIR.formatted(parent)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith(code).contains(part));
  }

  private static void kotlin(Path folder, String target, String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                target,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                KOTLIN));
    arguments.addAll(List.of(further));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ExitCode code =
        new K2JVMCompiler()
            .exec(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments.toArray(new String[0]));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
  }
}
