package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** JSON needs Jackson, and the compiler is who says so. */
class JsonLibraryTest {
  private static final String SERVICE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.concurrent.CompletionStage;

      public interface Trees {
        record Tree(String name, java.util.List<Tree> below) {}

        record Forest(@Stored(as = Stored.As.JSON) Tree tree) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Forest> forest(long id);
      }
      """;

  @Test
  void raw_types_and_wildcards_are_stored_as_json_without_a_warning() throws IOException {
    String source = Files.readString(Path.of("src/test/resources/sources/RawJson.java"));
    assertThat(Compilation.of(List.of(source)).diagnostics()).isEmpty();
  }

  @Test
  void json_without_jackson_is_told() {
    String without =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.contains("jackson"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(Compilation.with(List.of("-cp", without), List.of(SERVICE)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-025").contains("databind"))
        .satisfies(d -> assertThat(d.getLineNumber()).isEqualTo(9));
    assertThat(Compilation.of(List.of(SERVICE)).diagnostics()).isEmpty();
  }
}
