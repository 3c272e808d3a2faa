package dev.fallback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fallback.bench.engine.EngineSuite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What needs a real Cassandra and a real Postgres runs too; how fast, does not matter here. */
class BenchOnServersIT {
  @TempDir Path folder = Path.of("");

  @Test
  void reads_on_a_bad_day_and_reads_of_the_bank_run() throws Exception {
    Suite suite = new EngineSuite();
    Path file = folder.resolve("results.json");
    StringWriter err = new StringWriter();
    CommandLine command = Bench.commandLine(new Bench(List.of(suite), workloads -> Budget.SMOKE));
    command.setErr(new PrintWriter(err, true));
    assertThat(
            command.execute(
                "engine",
                "--quick",
                "--json",
                file.toString(),
                "--only",
                String.join(",", suite.onServers())))
        .as(err.toString())
        .isZero();
    JsonNode results = new ObjectMapper().readTree(Files.readString(file)).get("results");
    assertThat(results.findValuesAsText("case"))
        .containsExactlyElementsOf(
            suite.comparisons().stream()
                .map(Comparison::name)
                .filter(suite.onServers()::contains)
                .toList());
    for (JsonNode result : results) {
      assertThat(result.get("ratio").asDouble()).isPositive();
    }
  }
}
