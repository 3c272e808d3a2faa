package dev.fallback.bank.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against real servers; how soon answers come is not judged here. */
class LoadIT {
  @TempDir private Path folder;

  @Test
  void the_bank_with_fallback_passes_the_quick_load() throws Exception {
    Path target = Path.of(System.getProperty("bank.target"));
    Path output = folder.resolve("output.txt");
    Path figures = folder.resolve("figures.json");
    Process bank =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dload.home=" + System.getProperty("load.target"),
                "-cp",
                target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve("bank.classpath")).strip(),
                "dev.fallback.bank.Bank",
                "load",
                "--quick",
                "--fast",
                "0",
                "--results",
                folder.toString(),
                "--json",
                figures.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(bank.waitFor(300, TimeUnit.SECONDS)).isTrue();
    } finally {
      bank.destroyForcibly();
    }
    assertThat(bank.exitValue()).as(Files.readString(output)).isZero();

    JsonNode result = new ObjectMapper().readTree(figures.toFile());
    Duration seconds = Duration.ofSeconds(12);
    assertThat(result.path("requests").asLong())
        .isEqualTo(new RinhaProfile(seconds, seconds, 1).requests());
    assertThat(result.path("failed").asLong()).isZero();
    assertThat(result.path("inconsistent").asLong()).isZero();
    assertThat(result.path("cpuSeconds").asDouble()).isPositive();
    assertThat(Path.of(result.path("report").asText()).resolve("index.html")).isNotEmptyFile();
    assertThat(Files.readString(output)).contains("Every demand held.");
  }
}
