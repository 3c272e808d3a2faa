package dev.fallback.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;

  @Test
  void only_what_was_written_since_counts() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "before\n");
    LogTail tail = LogTail.from(log);
    Files.writeString(log, "after\n", StandardOpenOption.APPEND);

    assertThat(tail.lines()).containsExactly("after");
    assertThat(tail.mentions("before")).isFalse();
    assertThat(tail.mentions("fter")).isTrue();
  }

  @Test
  void a_long_log_is_cut_to_its_end() throws IOException {
    Path log = folder.resolve("log");
    LogTail tail = LogTail.from(log);
    Files.writeString(log, "x".repeat(100_000) + "\nline\n".repeat(100) + "last\n");

    assertThat(tail.lines()).hasSize(25).endsWith("last");
  }

  @Test
  void a_missing_log_is_said_to_be_missing() throws IOException {
    assertThat(LogTail.from(folder.resolve("none")).describe()).contains("could not be read");
  }
}
