package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service of 200 operations over 500 types, and a build of a hundred mistakes. */
class BigServiceTest {
  private static final int TYPES = 500;
  private static final int OPERATIONS = 200;

  @Test
  void a_big_service_compiles() {
    Compilation compilation = Compilation.sound(List.of(bigService()));
    assertThat(compilation.generated().keySet()).hasSize(TYPES + 2 + 2 + 1);
  }

  static String bigService() {
    StringBuilder source = new StringBuilder(header("BigService"));
    for (int i = 0; i < TYPES; i++) {
      source.append("  record T%d(long id, String name, List<Instant> times".formatted(i));
      for (int child = 2 * i + 1; child <= 2 * i + 2 && child < TYPES; child++) {
        source.append(", T%d c%d".formatted(child, child));
      }
      source.append(") {}\n");
    }
    for (int i = 0; i < OPERATIONS; i++) {
      source
          .append("  @Fallback(maxAge = \"1d\")\n")
          .append("  CompletionStage<List<T%d>> op%d(long id, String name);\n".formatted(i, i));
    }
    return source.append("}\n").toString();
  }

  @Test
  void types_with_thousands_of_fields_do_not_burst_a_method() {
    StringBuilder source = new StringBuilder(header("FieldService"));
    for (int i = 0; i < 120; i++) {
      source.append("  record T%d(String f0".formatted(i));
      for (int field = 1; field < 60; field++) {
        source.append(", String someFieldWithALongName%d".formatted(field));
      }
      source.append(") {}\n");
    }
    for (int i = 0; i < 120; i++) {
      source
          .append("  @Fallback(maxAge = \"1d\")\n")
          .append("  CompletionStage<List<T%d>> op%d(long id);\n".formatted(i, i));
    }
    assertThat(Compilation.of(List.of(source.append("}\n").toString())).diagnostics()).isEmpty();
  }

  @Test
  void types_that_are_reached_on_very_many_ways_are_looked_at_once() {
    StringBuilder source = new StringBuilder(header("WideService"));
    for (int i = 0; i < 60; i++) {
      source.append("  record T%1$d(T%2$d a, T%2$d b, T%2$d c) {}\n".formatted(i, i + 1));
    }
    source.append("  record T60(Instant at) {}\n");
    for (String answer : List.of("List<T0>", "Set<T0>", "Map<T1, T0>", "Map<Optional<T2>, T1>")) {
      source.append("  @Fallback(maxAge = \"1d\")\n");
      source.append("  CompletionStage<%s> wide%d(long id);\n".formatted(answer, source.length()));
    }
    String sound = source + "}\n";
    assertThat(Compilation.sound(List.of(sound)).generated()).hasSize(61 + 2 + 2 + 1);
    assertThat(Compilation.of(List.of(sound.replaceAll("long id", "T0 id"))).diagnostics())
        .hasSize(4)
        .allSatisfy(
            d -> assertThat(d.getMessage(null)).contains("more than 500 scalars and lists"));
    assertThat(Compilation.of(List.of(sound.replace("Instant at", "Thread at"))).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).contains("→ T60.at)"));
  }

  @Test
  void the_longest_that_java_allows_compiles() {
    StringBuilder source = new StringBuilder(header("LongService"));
    source.append("  enum Constant {").append(listed(2000, i -> "NUMBER_" + i)).append("}\n");
    source.append("  record Wide(").append(listed(254, i -> "Instant at" + i)).append(") {}\n");
    source.append("  record Deep0(String text) {}\n");
    for (int i = 1; i < 100; i++) {
      source.append("  record Deep%d(Deep%d below) {}\n".formatted(i, i - 1));
    }
    String lists = "List<".repeat(60) + "Constant" + ">".repeat(60);
    for (String method :
        List.of(
            "<Constant> constant(Constant id)",
            "<Wide> wide(" + listed(254, i -> "int id" + i) + ")",
            "<Deep99> deep(Deep99 id)",
            "<" + lists + "> lists(long id)")) {
      source.append("  @Fallback(maxAge = \"1d\")\n  CompletionStage" + method + ";\n");
    }
    Compilation.sound(List.of(source.append("}\n").toString()));
  }

  @Test
  void neither_thousands_of_operations_nor_hundreds_of_collections_burst_a_method() {
    StringBuilder source = new StringBuilder(header("ManyService"));
    source
        .append("  record Wide(")
        .append(listed(127, i -> "Map<String, List<Optional<Map<Long, Set<Instant>>>>> a" + i))
        .append(", ")
        .append(listed(127, i -> "@Stored(missing = Stored.EMPTY) List<List<Integer>> b" + i))
        .append(") {}\n");
    for (int i = 0; i < 600; i++) {
      source
          .append("  @Fallback(maxAge = \"1d\", businessErrors = IllegalStateException.class)\n")
          .append("  CompletionStage<Wide> operation%d(long id);\n".formatted(i));
    }
    Compilation compilation = Compilation.sound(List.of(source.append("}\n").toString()));
    assertThat(compilation.generated().get("bank/ManyService_WideCodec.java"))
        .contains("write0(value.a0(), out)", "b126 = read253(in)");
  }

  @Test
  void types_that_are_nested_too_deeply_are_told() {
    StringBuilder source = new StringBuilder(header("DeepService"));
    source.append("  record Deep0(String text) {}\n");
    for (int i = 1; i < 1000; i++) {
      source.append("  record Deep%d(Deep%d below) {}\n".formatted(i, i - 1));
    }
    source.append("  @Fallback(maxAge = \"1d\")\n  CompletionStage<Deep999> deep(long id);\n}\n");
    assertThat(Compilation.of(List.of(source.toString())).diagnostics())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getMessage(null))
                    .startsWith("FB-020: bank.DeepService.Deep799 (result of deep → Deep999.below")
                    .contains(" → … → ", "→ Deep800.below) is nested in 200 other types"));
  }

  private static String listed(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
  }

  @Test
  void a_hundred_mistakes_are_told_at_once_each_once() {
    StringBuilder source = new StringBuilder(header("BadService"));
    for (int i = 0; i < 100; i++) {
      source
          .append("  @Fallback(maxAge = \"%d years\")\n".formatted(i))
          .append("  CompletionStage<String> op%d(long id);\n".formatted(i));
    }
    var found = Compilation.of(List.of(source.append("}\n").toString())).diagnostics();
    List<Long> lines = new ArrayList<>(found.stream().map(d -> d.getLineNumber()).toList());
    assertThat(lines).hasSize(100).doesNotHaveDuplicates();
  }

  private static String header(String name) {
    return """
        package bank;

        import dev.fallback.annotation.*;
        import java.time.Instant;
        import java.util.*;
        import java.util.concurrent.CompletionStage;

        public interface %s {
        """
        .formatted(name);
  }
}
