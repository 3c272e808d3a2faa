package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A virtual thread that calls never holds its carrier. */
class VirtualThreadsTest {
  private static final int FIRST = 21;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  @Test
  void no_virtual_thread_is_pinned_in_our_frames() throws Exception {
    Optional<Path> java = javas().filter(VirtualThreadsTest::hasVirtualThreads).findFirst();
    assumeThat(java).as("a Java %d or newer, to have virtual threads", FIRST).isPresent();
    Process child =
        new ProcessBuilder(
                java.orElseThrow().resolve("bin/java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                VirtualCallers.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> said;
    try (Stream<String> lines = child.inputReader(StandardCharsets.UTF_8).lines()) {
      said = lines.toList();
    } finally {
      child.destroyForcibly();
    }
    assertThat(said).as("calls were answered").anyMatch(line -> line.matches("answered [1-9]\\d*"));
    List<String> pinned = said.stream().filter(line -> line.startsWith("pinned ")).toList();
    assertThat(pinned).as("who pins is seen").anyMatch(line -> line.contains("Pinning"));
    assertThat(pinned)
        .filteredOn(line -> !line.contains("Pinning"))
        .noneMatch(line -> line.contains("dev.fallback."));
  }

  private static Stream<Path> javas() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    Stream<Path> found =
        Files.isDirectory(installed) ? Files.list(installed).sorted() : Stream.empty();
    return Stream.concat(
        Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
            .filter(Objects::nonNull)
            .map(Path::of),
        found);
  }

  private static boolean hasVirtualThreads(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return false;
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find() && Integer.parseInt(version.group(1)) >= FIRST;
    } catch (IOException e) {
      return false;
    }
  }
}
