package dev.fallback.testkit.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathsIT {
  private static final String CASSANDRA =
      "org.apache.cassandra:cassandra-all:" + Versions.cassandra();

  @TempDir Path cache;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void use_a_cache_of_our_own() {
    System.setProperty(CacheFolder.PROPERTY, cache.toString());
  }

  @AfterEach
  void use_the_usual_cache() {
    System.clearProperty(CacheFolder.PROPERTY);
  }

  @Test
  void a_class_path_is_resolved_once_and_again_only_when_a_jar_is_gone() throws IOException {
    List<Path> resolved = ClassPaths.of(CASSANDRA, progress::add);
    assertThat(resolved).hasSizeGreaterThan(50).allMatch(Files::isRegularFile);
    assertThat(progress).hasSize(1);

    assertThat(ClassPaths.of(CASSANDRA, progress::add)).isEqualTo(resolved);
    assertThat(progress).hasSize(1);

    Files.writeString(list(), cache.resolve("gone.jar") + "\n");
    assertThat(ClassPaths.of(CASSANDRA, progress::add)).isEqualTo(resolved);
    assertThat(progress).hasSize(2);
  }

  private Path list() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".classpath")).findFirst().orElseThrow();
    }
  }
}
