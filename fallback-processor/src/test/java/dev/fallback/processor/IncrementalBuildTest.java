package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.FallbackDefaults;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What build tools rely on that compile a part of the sources again, Gradle above all: the kind of
 * processor that we say we are, and its rules.
 */
class IncrementalBuildTest {
  private static final String ISOLATING = "-Afallback.registry=false";
  private static final String REGISTRY = "META-INF/services/dev.fallback.codegen.ServiceDescriptor";
  private static final String ITEM =
      "package bank;\n\npublic record Item(long id, java.time.Instant at) {}\n";

  private static final String HEIR =
      "package bank;\n\npublic interface Users extends Lookup<Long, Item> {}\n";

  private static final String PATTERN =
      """
      package bank;

      import dev.fallback.annotation.Fallback;
      import java.util.concurrent.CompletionStage;

      public interface Lookup<K, V> {
        @Fallback(maxAge = "1d")
        CompletionStage<V> find(K key);
      }
      """;

  @TempDir private Path locks;

  @Test
  void gradle_asks_which_kind_of_processor_it_is() throws IOException {
    String resource = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream in = FallbackProcessor.class.getResourceAsStream(resource)) {
      assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(FallbackProcessor.class.getName() + ",dynamic\n");
    }
    Recorder isolating = new Recorder();
    Compilation.by(List.of(isolating), List.of(ISOLATING), all()).orThrow();
    assertThat(isolating.options)
        .contains("org.gradle.annotation.processing.isolating")
        .doesNotContain("org.gradle.annotation.processing.aggregating");
    Recorder aggregating = new Recorder();
    Compilation.by(List.of(aggregating), List.of(), all()).orThrow();
    assertThat(aggregating.options)
        .contains("org.gradle.annotation.processing.aggregating")
        .doesNotContain("org.gradle.annotation.processing.isolating");
  }

  @Test
  void an_isolating_processor_makes_each_file_of_one_type() {
    Recorder recorder = new Recorder();
    Compilation compilation =
        Compilation.by(List.of(recorder), List.of(ISOLATING), all()).orThrow();
    assertThat(recorder.origins.keySet()).hasSameSizeAs(compilation.generated().keySet());
    recorder.origins.forEach(
        (file, origins) -> assertThat(origins).as(file).hasSize(1).allMatch(o -> file.contains(o)));
    assertThat(compilation.generated()).doesNotContainKey(REGISTRY);
  }

  @Test
  void a_service_that_is_compiled_alone_gives_the_same_files_and_no_others() {
    Compilation full = Compilation.with(List.of(ISOLATING), all()).orThrow();
    Map<String, String> together = new TreeMap<>();
    for (String service : List.of("One", "Two")) {
      List<String> options = new ArrayList<>(List.of(ISOLATING));
      options.addAll(beside(full));
      Map<String, String> alone =
          Compilation.with(options, List.of(service(service))).orThrow().generated();
      assertThat(alone.keySet()).allMatch(file -> file.contains(service));
      together.putAll(alone);
    }
    assertThat(together).isEqualTo(full.generated());
  }

  @Test
  void names_that_a_class_file_does_not_have_stay_in_the_lock() throws IOException {
    String lock = "-Afallback.schema.lock=" + locks;
    String pattern = PATTERN.replace("find(K key)", "find(K key, String tenant)");
    Compilation full =
        Compilation.with(List.of(ISOLATING, lock), List.of(ITEM, pattern, HEIR)).orThrow();
    Path file = locks.resolve("bank.Users.lock");
    String before = Files.readString(file);
    assertThat(before).contains("key parts = key, tenant");
    List<String> options = new ArrayList<>(List.of(ISOLATING, lock));
    options.addAll(beside(full));
    Compilation.with(options, List.of(HEIR)).orThrow();
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void what_gradle_compiles_all_for_is_not_asked_for_by_an_aggregating_one() {
    assertThat(new FallbackProcessor().getSupportedAnnotationTypes())
        .containsExactlyInAnyOrder(Fallback.class.getName(), FallbackDefaults.class.getName());
  }

  @Test
  void an_heir_of_a_generic_interface_is_compiled_alone_too() {
    Compilation full =
        Compilation.with(List.of(ISOLATING, "-parameters"), List.of(ITEM, PATTERN, HEIR)).orThrow();
    assertThat(full.generated().keySet()).anyMatch(file -> file.contains("UsersWithFallback"));
    List<String> options = new ArrayList<>(List.of(ISOLATING));
    options.addAll(beside(full));
    assertThat(Compilation.with(options, List.of(HEIR)).orThrow().generated())
        .isEqualTo(full.generated());
    String other = HEIR.replace("Users", "Others");
    assertThat(Compilation.with(options, List.of(other)).orThrow().generated().keySet())
        .anyMatch(file -> file.contains("OthersWithFallback"));
  }

  @Test
  void a_new_service_changes_no_file_of_others() {
    Map<String, String> before = Compilation.with(List.of(ISOLATING), all()).orThrow().generated();
    List<String> more = new ArrayList<>(all());
    more.add(service("Three"));
    Map<String, String> after = Compilation.with(List.of(ISOLATING), more).orThrow().generated();
    assertThat(after).containsAllEntriesOf(before);
    assertThat(after.keySet())
        .filteredOn(file -> !before.containsKey(file))
        .isNotEmpty()
        .allMatch(file -> file.contains("Three"));
  }

  @Test
  void an_aggregating_one_reads_what_is_compiled_already() {
    Compilation full = Compilation.of(all()).orThrow();
    List<String> options = new ArrayList<>(List.of("-proc:only"));
    options.addAll(beside(full));
    assertThat(Compilation.ofClasses(options, List.of("bank.One", "bank.Two")).generated())
        .isEqualTo(full.generated())
        .containsKey(REGISTRY);
  }

  @Test
  void a_lock_is_kept_for_the_services_that_are_compiled() throws IOException {
    String lock = "-Afallback.schema.lock=" + locks;
    Compilation full = Compilation.with(List.of(ISOLATING, lock), all()).orThrow();
    Path one = locks.resolve("bank.One.lock");
    Path two = locks.resolve("bank.Two.lock");
    String before = Files.readString(one);
    List<String> options = new ArrayList<>(List.of(ISOLATING, lock));
    options.addAll(beside(full));
    String changed = service("Two").replace("<Item> item", "<java.util.List<Item>> item");
    assertThat(changed).isNotEqualTo(service("Two"));
    Compilation.with(options, List.of(changed)).orThrow();
    assertThat(Files.readString(one)).isEqualTo(before);
    assertThat(Files.readString(two)).contains("answer = frozen<list<frozen<item>>>");
  }

  private static List<String> all() {
    return List.of(ITEM, service("One"), service("Two"));
  }

  private static String service(String name) {
    return """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.concurrent.CompletionStage;

        public interface %1$s {
          @Stored(name = "own_%1$s")
          record Own(Item item) {}

          @Fallback(maxAge = "1d")
          CompletionStage<Item> item(long id);

          @Fallback(maxAge = "1d")
          CompletionStage<Own> own(long id);
        }
        """
        .formatted(name)
        .replace("own_" + name, "own_" + name.toLowerCase(Locale.ROOT));
  }

  private static List<String> beside(Compilation compilation) {
    return List.of(
        "-cp", compilation.folder() + File.pathSeparator + System.getProperty("java.class.path"));
  }

  /** Runs our processor and takes down what it says of itself and of its files. */
  private static final class Recorder extends AbstractProcessor {
    private final FallbackProcessor processor = new FallbackProcessor();
    private final Map<String, Set<String>> origins = new HashMap<>();
    private Set<String> options = Set.of();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      processor.init(
          proxy(
              ProcessingEnvironment.class,
              environment,
              (method, arguments, result) ->
                  result instanceof Filer filer
                      ? proxy(Filer.class, filer, this::created)
                      : result));
      options = processor.getSupportedOptions();
    }

    private Object created(String method, Object[] arguments, Object result) {
      if (method.startsWith("create")) {
        String name =
            Arrays.stream(arguments)
                .limit(arguments.length - 1L)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        Set<String> from = new TreeSet<>();
        for (Element element : (Element[]) arguments[arguments.length - 1]) {
          from.add(element.getSimpleName().toString());
        }
        origins.put(name, from);
      }
      return result;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public Set<String> getSupportedOptions() {
      return Set.of("fallback.registry");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }

  private interface After {
    Object change(String method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return after.change(method.getName(), arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
