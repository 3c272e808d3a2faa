package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir private Path folder;

  private Path classes(String name, String content) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name).resolve("inner"));
    Files.writeString(made.resolve("One.class"), content);
    return folder.resolve(name);
  }

  @Test
  void a_build_is_known_by_the_contents_of_its_class_path_and_not_by_where_they_lie()
      throws IOException {
    String jar = File.pathSeparator + Files.writeString(folder.resolve("some.jar"), "jar");
    String first = Build.of(classes("a", "x") + jar);
    assertThat(Build.of(classes("b", "x") + jar)).isEqualTo(first);
    assertThat(Build.of(classes("c", "y") + jar)).isNotEqualTo(first);
    assertThat(Build.of(classes("a", "x").toString())).isNotEqualTo(first);
    assertThat(Build.of(classes("a", "x") + jar + File.pathSeparator + "not-there"))
        .isEqualTo(first);
  }
}
