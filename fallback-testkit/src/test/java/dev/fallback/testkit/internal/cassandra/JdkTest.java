package dev.fallback.testkit.internal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  @TempDir Path folder;

  @Test
  void the_running_java_is_taken_if_it_is_a_17() throws IOException {
    Path running = java("running", "17.0.15");
    Path other = java("other", "17.0.1");

    assertThat(Jdk.find(Map.of("JAVA17_HOME", other.toString()), running))
        .isEqualTo(new Jdk(running, "17.0.15"));
  }

  @Test
  void another_17_is_found_through_the_environment() throws IOException {
    Path running = java("running", "25.0.3");
    Path other = java("other", "17");

    assertThat(Jdk.find(Map.of("JAVA17_HOME", other.toString()), running).home()).isEqualTo(other);
  }

  @Test
  void a_given_java_must_be_a_17() throws IOException {
    Path newer = java("newer", "25.0.3");

    assertThatThrownBy(() -> Jdk.at(newer))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("25.0.3")
        .hasMessageContaining("Java 17");
    assertThatThrownBy(() -> Jdk.at(folder.resolve("nothing")))
        .hasMessageContaining("no Java found");
  }

  private Path java(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.createFile(home.resolve("bin/java"));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
