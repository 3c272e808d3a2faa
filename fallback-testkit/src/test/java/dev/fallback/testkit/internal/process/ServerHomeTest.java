package dev.fallback.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHomeTest {
  @TempDir Path folder;

  @Test
  void a_temporary_folder_vanishes_on_close_and_a_given_one_stays() throws IOException {
    ServerHome temporary = ServerHome.open(null, "Test");
    Files.writeString(temporary.folder("data").resolve("file"), "x");
    temporary.close();
    assertThat(temporary.directory()).doesNotExist();

    ServerHome given = ServerHome.open(folder.resolve("given"), "Test");
    given.close();
    assertThat(given.directory()).isDirectory();
  }

  @Test
  void a_folder_has_one_user_at_a_time() {
    try (var first = ServerHome.open(folder, "Test")) {
      assertThatThrownBy(() -> ServerHome.open(folder, "Test"))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining(first.directory().toString());
    }
    ServerHome.open(folder, "Test").close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> ServerHome.open(file.resolve("below"), "Test"))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining(file.resolve("below").toString())
        .hasMessageContaining("directory(");
  }

  @Test
  void what_a_killed_jvm_left_is_swept_away_and_what_is_in_use_is_not() throws IOException {
    var old = FileTime.from(Instant.now().minus(Duration.ofMinutes(5)));
    Path abandoned = Files.createTempDirectory("fallback-testkit-test-");
    Files.setLastModifiedTime(Files.createFile(abandoned.resolve("lock")), old);
    try (var inUse = ServerHome.open(null, "Test")) {
      Files.setLastModifiedTime(inUse.file("lock"), old);
      ServerHome.open(null, "Test").close();

      assertThat(abandoned).doesNotExist();
      assertThat(inUse.directory()).isDirectory();
    }
  }

  @Test
  void a_second_server_in_one_jvm_does_not_take_the_lock_of_the_first_away() throws Exception {
    try (var first = ServerHome.open(null, "Test");
        var given = ServerHome.open(folder, "Test")) {
      age(first.file("lock"));
      ServerHome.open(null, "Test").close();
      assertThat(otherJvmFinds(first.file("lock"))).isEqualTo("held");

      assertThatThrownBy(() -> ServerHome.open(folder, "Test"))
          .isInstanceOf(ServerStartException.class);
      assertThat(otherJvmFinds(given.file("lock"))).isEqualTo("held");
    }
    assertThat(otherJvmFinds(folder.resolve("lock"))).isEqualTo("free");
  }

  /** By another process: the library would open and close the file, and so unlock it. */
  private static void age(Path file) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("touch", "-t", "202001010000", file.toString()).start().waitFor())
        .isZero();
  }

  private static String otherJvmFinds(Path lock) throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                LockProbe.class.getName(),
                lock.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return said;
    } finally {
      other.destroyForcibly();
    }
  }
}
