package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.processor.model.Diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/**
 * What is generated, file by file. {@code mvn test -Dgolden.update} writes the golden files anew;
 * look at the difference before you commit it.
 */
class GeneratedFilesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final String BROKEN =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public interface BrokenService {
        @Fallback(maxAge = "for ever")
        CompletionStage<String> name(long id);
      }
      """;

  private static final String WAITING =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public interface WaitingService {
        record Holder(Late late) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Holder> name(long id);
      }
      """;

  private static final String NESTED_AND_INHERITED =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public final class Outer {
        private Outer() {}

        interface Lookup<K> {
          void touch(K key);

          default K same(K key) {
            return key;
          }
        }

        interface Base {
          @Fallback(maxAge = "1d")
          CompletionStage<String> find(long key);

          @Fallback(maxAge = "1d")
          CompletionStage<String> find(long key, int page);

          @Fallback(maxAge = "1d")
          CompletionStage<String> plainBelow();
        }

        interface Inner extends Base, Lookup<Long> {
          @Override
          CompletionStage<String> plainBelow();

          @Fallback(maxAge = "2d")
          CompletionStage<Integer> count();
        }
      }
      """;

  @Test
  void files_are_as_they_were_agreed() throws IOException {
    Map<String, String> generated = Compilation.sound(List.of(Sources.STATEMENTS)).generated();
    if (System.getProperty("golden.update") != null) {
      for (Map.Entry<String, String> file : generated.entrySet()) {
        Path path = GOLDEN.resolve(file.getKey() + ".txt");
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    assertThat(generated).isEqualTo(golden());
  }

  @Test
  void files_do_not_depend_on_the_order_of_sources() {
    List<String> sources =
        new ArrayList<>(List.of(Sources.STATEMENTS, Sources.EVERYTHING, NESTED_AND_INHERITED));
    Map<String, String> expected = Compilation.sound(sources).generated();
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(sources, new Random(seed));
      assertThat(Compilation.sound(sources).generated()).isEqualTo(expected);
    }
  }

  @Test
  void files_and_codes_are_the_same_in_every_locale() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(Compilation.sound(List.of(Sources.STATEMENTS)).generated()).isEqualTo(golden());
      assertThat(Code.CLASS_TAKEN.text()).isEqualTo("FB-037");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_broken_service_does_not_keep_its_neighbours_from_being_generated() {
    Compilation compilation = Compilation.of(List.of(BROKEN, Sources.STATEMENTS));
    assertThat(compilation.diagnostics()).hasSize(1);
    assertThat(compilation.generated().keySet())
        .contains("bank/StatementServiceWithFallback.java")
        .noneMatch(name -> name.contains("Broken"));
  }

  @Test
  void a_service_waits_for_types_that_another_processor_generates() {
    Compilation compilation = Compilation.sound(List.of(WAITING), new LateProcessor());
    assertThat(compilation.generated()).containsKey("bank/WaitingServiceWithFallback.java");
  }

  @Test
  void a_service_waits_for_types_that_are_bounds_only() {
    String source =
        """
        package bank;

        import dev.fallback.annotation.Fallback;
        import java.util.List;
        import java.util.concurrent.CompletionStage;

        public interface WaitingService {
          @Fallback(maxAge = "1d")
          CompletionStage<String> name(long id);

          void all(List<? extends Late> them);

          <T extends Comparable<T>, L extends Late> void each(T it);
        }
        """;
    Compilation compilation = Compilation.sound(List.of(source), new LateProcessor());
    assertThat(compilation.generated().get("bank/WaitingServiceWithFallback.java"))
        .contains("List<? extends Late> them", "<T extends Comparable<T>, L extends Late>");
  }

  @Test
  void a_type_of_the_package_is_named_in_full_where_an_inherited_one_hides_it() {
    String lookup =
        """
        package bank;

        import dev.fallback.annotation.Fallback;
        import java.util.concurrent.CompletionStage;

        public interface Lookup<K, V> {
          record User(String name) {}

          @Fallback(maxAge = "1d")
          CompletionStage<V> find(K key);

          V same(V it);
        }
        """;
    String user = "package bank;\n\npublic record User(long id, Way way) {}";
    String way = "package bank;\n\npublic enum Way { CARD }";
    String users = "package bank;\n\npublic interface Users extends Lookup<User, User> {}";
    Map<String, String> generated =
        Compilation.sound(List.of(lookup, user, way, users)).generated();
    assertThat(generated.get("bank/UsersWithFallback.java"))
        .startsWith("package bank;\n")
        .contains("CompletionStage<bank.User> find(bank.User key)", "bank.User same(bank.User it)");
  }

  @Test
  void a_type_that_never_comes_is_left_to_the_compiler() {
    Compilation compilation = Compilation.of(List.of(WAITING));
    assertThat(compilation.diagnostics())
        .allSatisfy(d -> assertThat(d.getCode()).startsWith("compiler.err.cant.resolve"));
  }

  @Test
  void nested_inherited_overridden_and_overloaded_methods_work() {
    Map<String, String> generated = Compilation.sound(List.of(NESTED_AND_INHERITED)).generated();
    assertThat(generated.get("bank/Outer_InnerFallbackDescriptor.java"))
        .contains("outer_inner_find_long", "outer_inner_find_long_int", "outer_inner_count")
        .doesNotContain("plain_below");
    assertThat(generated.get("bank/Outer_InnerWithFallback.java"))
        .contains("this.backend.plainBelow()", "this.backend.touch(key)", "this.backend.same(key)");
    assertThat(generated.get("META-INF/services/dev.fallback.codegen.ServiceDescriptor"))
        .isEqualTo("bank.Outer_BaseFallbackDescriptor\nbank.Outer_InnerFallbackDescriptor\n");
  }

  @Test
  void interfaces_that_put_types_into_a_generic_one_are_services() {
    String source =
        """
        package bank;

        import dev.fallback.annotation.Fallback;
        import java.util.List;
        import java.util.concurrent.CompletionStage;

        public interface Lookup<K, V> {
          @Fallback(maxAge = "1d")
          CompletionStage<List<V>> find(K key);

          record User(long id) {}

          interface Users extends Lookup<Long, User> {}

          interface Named<T> extends Lookup<String, T> {}

          interface Names extends Named<String> {}
        }
        """;
    Map<String, String> generated = Compilation.sound(List.of(source)).generated();
    assertThat(generated.keySet())
        .contains("bank/Lookup_UsersWithFallback.java", "bank/Lookup_NamesWithFallback.java")
        .noneMatch(name -> name.startsWith("bank/LookupWith") || name.contains("NamedWith"));
    assertThat(generated.get("META-INF/fallback/bank.Lookup$Users.cql"))
        .contains("key frozen<tuple<bigint>>", "frozen<list<frozen<user>>>");
  }

  @Test
  void a_type_beside_the_service_in_its_file_works_and_the_compiler_may_warn_of_it() {
    String source =
        """
        package bank;

        public interface Payments {
          @dev.fallback.annotation.Fallback(maxAge = "1d")
          java.util.concurrent.CompletionStage<Payment> payment(long id);
        }

        record Payment(long cents) {}
        """;
    assertThat(Compilation.with(List.of("-Xlint:-auxiliaryclass"), List.of(source)).diagnostics())
        .isEmpty();
    assertThat(Compilation.of(List.of(source)).diagnostics())
        .anyMatch(d -> d.getCode().contains("auxiliary.class"));
  }

  @Test
  void a_module_that_does_not_require_the_compiler_s_annotations_does_without() {
    String module = "module bank {}";
    List<String> options = List.of("--add-reads", "bank=ALL-UNNAMED");
    Compilation compilation = Compilation.with(options, List.of(module, Sources.STATEMENTS));
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.generated().get("bank/StatementServiceWithFallback.java"))
        .doesNotContain("@Generated");
  }

  @Test
  void a_mistake_in_an_inherited_method_is_told_once() {
    String source = NESTED_AND_INHERITED.replaceFirst("\"1d\"", "\"1 day\"");
    assertThat(Compilation.of(List.of(source)).diagnostics()).hasSize(1);
  }

  private static Map<String, String> golden() throws IOException {
    Map<String, String> golden = new TreeMap<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        String name = GOLDEN.relativize(path).toString().replace('\\', '/');
        golden.put(name.replaceAll("\\.txt$", ""), Files.readString(path));
      }
    }
    return golden;
  }

  /** Generates {@code bank.Late} in the first round. */
  private static final class LateProcessor extends AbstractProcessor {
    private boolean done;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (var writer = processingEnv.getFiler().createSourceFile("bank.Late").openWriter()) {
          writer.write("package bank;\n\nrecord Late(String name) {}\n");
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
      return false;
    }
  }
}
