package dev.fallback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command runs every suite there is; what it measures in a moment says nothing. */
class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder = Path.of("");

  static List<String> suites() {
    return Suites.ALL.stream().map(Suite::name).toList();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void every_suite_runs_and_writes_a_result_for_each_comparison(String name) throws Exception {
    Path file = folder.resolve("new").resolve("results.json");
    Suite suite = Suites.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    List<String> cases =
        suite.comparisons().stream()
            .map(Comparison::name)
            .filter(each -> !suite.onServers().contains(each)) // BenchOnServersIT runs those
            .toList();
    assertThat(run(name, "--quick", "--json", file.toString(), "--only", String.join(",", cases)))
        .as(err.toString())
        .isZero();
    JsonNode report = new ObjectMapper().readTree(Files.readString(file));
    assertThat(report.get("results")).hasSameSizeAs(cases);
    for (JsonNode result : report.get("results")) {
      assertThat(result.fieldNames())
          .toIterable()
          .contains("case", "subject", "peer", "ratio", "leastRatio", "spread", "peerSpread");
      assertThat(result.get("ratio").isNumber()).isTrue();
    }
    assertThat(report.get("environment").get("processors").asInt()).isPositive();
    assertThat(out.toString().lines()).hasSize(1 + cases.size());
  }

  @Test
  void a_suite_that_does_not_exist_is_told_in_a_sentence_and_by_exit_code_2() {
    assertThat(run("codex")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no suite codex; there are: codec");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void an_unknown_option_is_told_by_exit_code_2() {
    assertThat(run("codec", "--fast")).isEqualTo(2);
    assertThat(err.toString()).contains("--fast").contains("./bench --help");
  }

  @Test
  void an_unknown_case_is_told_with_the_cases_there_are() {
    assertThat(run("codec", "--only", "encode-11")).isEqualTo(2);
    assertThat(err.toString()).contains("encode-11").contains("encode-10");
  }

  @Test
  void only_the_cases_asked_for_are_run() {
    assertThat(run("codec", "--quick", "--only", "encode-10")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("encode-10").doesNotContain("encode-100", "decode");
  }

  @Test
  void help_lists_the_suites() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains(suites()).contains("--json", "--quick", "--only");
  }

  private int run(String... args) {
    CommandLine command = Bench.commandLine(new Bench(Suites.ALL, workloads -> Budget.SMOKE));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(args);
  }
}
