package dev.fallback.bank.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fallback.bank.simulation.ModelBank.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether the load tells a good bank from bad ones. Each has its own, and a folder of its own; most
 * of the time a load waits for its next customer.
 */
class RinhaSimulationIT {
  private static final int PASSED = 0;
  private static final int ASSERTION_FAILED = 2;
  @TempDir private Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_bank_that_keeps_the_contract_passes() throws Exception {
    Run run = load(Fault.NONE);
    assertThat(run.output()).contains("Global: count of failed events is 0.0 : true");
    assertThat(run.code()).isEqualTo(PASSED);
    assertThat(run.meter().path("inconsistencies").asLong()).isZero();
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({
    "STALE, entry 0: found",
    "OVERDRAWN, balance and limit: found",
    "LOST_UPDATE, balance: found -24"
  })
  void a_bank_that_contradicts_itself_is_found_out(Fault fault, String told) throws Exception {
    Run run = load(fault);
    assertThat(run.code()).isEqualTo(ASSERTION_FAILED);
    assertThat(run.meter().path("inconsistencies").asLong()).isPositive();
    assertThat(run.meter().path("told").toString()).contains(told);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"ERRORS", "LENIENT"})
  void a_bank_that_answers_wrongly_fails_without_contradiction(Fault fault) throws Exception {
    Run run = load(fault);
    assertThat(run.code()).isEqualTo(ASSERTION_FAILED);
    assertThat(run.meter().path("told")).isEmpty();
    assertThat(run.meter().path("inconsistencies").asLong()).isZero();
    assertThat(run.output()).contains("Global: count of failed events is 0.0 : false");
  }

  private Run load(Fault fault) throws Exception {
    Path meter = folder.resolve("meter.json");
    Path output = folder.resolve("output.txt");
    try (ModelBank bank = ModelBank.start(fault)) {
      Process gatling =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "--add-opens=java.base/java.lang=ALL-UNNAMED",
                  "-Dload.url=" + bank.url(),
                  "-Dload.meter=" + meter,
                  "-Dload.ramp=2", // gives whole numbers of customers
                  "-Dload.hold=2",
                  "-Dload.share=0.5",
                  "-Dload.fast=0",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.gatling.app.Gatling",
                  "-s",
                  RinhaSimulation.class.getName(),
                  "-nr",
                  "-rf",
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(gatling.waitFor(300, TimeUnit.SECONDS)).isTrue();
      } finally {
        gatling.destroyForcibly();
      }
      return new Run(
          gatling.exitValue(),
          Files.readString(output),
          new ObjectMapper().readTree(Files.readString(meter)));
    }
  }

  private record Run(int code, String output, JsonNode meter) {
    Run {
      assertThat(List.of(PASSED, ASSERTION_FAILED)).as(output).contains(code);
    }
  }
}
