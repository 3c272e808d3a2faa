package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.lab.report.FaultResult;
import dev.fallback.bank.lab.report.Figures;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.report.Summary;
import dev.fallback.bank.lab.watch.Screen;
import dev.fallback.bank.variant.Variant;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of the lab, a few seconds each, one after the other, on real servers. */
class OutageIT {
  private static final int SECONDS = 7;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> faults_that_one_store_node_can_show() throws Exception {
    return run(
        options(
            Arrays.stream(FaultKind.values())
                .filter(kind -> !kind.needs(FaultKind.Need.CLUSTER))
                .filter(kind -> kind != FaultKind.BOTH_DOWN) // below
                .map(FaultKind::word)
                .collect(Collectors.joining(",", "", ",kill+service-kill,errors+clock")),
            SECONDS));
  }

  @TestFactory
  Stream<DynamicTest> faults_of_three_store_nodes() throws Exception {
    return run(options("store-kill,store-hang,kill+store-kill,both-down", SECONDS));
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> every_fault_for_half_a_minute() throws Exception {
    return run(options("all", 30));
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> faults_by_chance() throws Exception {
    return run(options("soak", Integer.getInteger("soak.seconds", 600)));
  }

  @Test
  void no_fault_begins_when_the_plans_time_is_over() throws Exception {
    Plan two = Plan.of("errors,errors", SECONDS, 1);
    LabOptions options = options(new Plan(two.phases(), Duration.ofSeconds(1)));
    var screen = new Screen(new PrintStream(OutputStream.nullOutputStream()), false, false);
    RunResult result = result(options, screen);
    assertThat(result.faults()).as("the first takes seven seconds").hasSize(1);
  }

  private RunResult result(LabOptions options, Screen screen) throws Exception {
    return Figures.of(
        new Lab(options, screen, folder.resolve("lab.log"), Instant.now()).run().get(0));
  }

  private Stream<DynamicTest> run(LabOptions options) throws Exception {
    var bytes = new ByteArrayOutputStream();
    var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false);
    RunResult result = result(options, screen);
    String story =
        bytes.toString(StandardCharsets.UTF_8) + "\n" + String.join("\n", Summary.lines(result));
    return Stream.concat(
        result.faults().stream()
            .map(fault -> DynamicTest.dynamicTest(fault.fault(), () -> assertHeld(fault, story))),
        result.promises().stream()
            .map(
                promise ->
                    DynamicTest.dynamicTest(
                        promise.sentence(), () -> assertThat(promise.held()).as(story).isTrue())));
  }

  private static void assertHeld(FaultResult fault, String story) {
    assertThat(fault.reads()).as(story).isPositive();
    assertThat(fault.wrong()).as(story).isZero();
    assertThat(fault.recoveryMs()).as(story).isNotNull();
    assertFelt(fault, story);
    if (fault.answersPromised()) {
      assertThat(fault.failed()).as(story).isZero();
      assertThat(fault.availability()).as(story).isEqualTo(100);
    }
  }

  /** A fault that did nothing would be survived too. */
  private static void assertFelt(FaultResult fault, String story) {
    switch (fault.fault()) {
      case "kill", "hang", "slow", "refuse", "flap", "errors", "rewind", "old-release" ->
          assertThat(fault.duringFromStore()).as(story).isPositive();
      case "lies" -> {
        assertThat(fault.duringFromStore()).as(story).isPositive();
        assertThat(fault.skipped().getOrDefault("REFUSED_BY_GUARD", 0L)).as(story).isPositive();
      }
      case "clock" ->
          assertThat(fault.skipped().getOrDefault("CLOCK_SKEWED", 0L)).as(story).isPositive();
      case "store-down" ->
          assertThat(
                  fault.skipped().getOrDefault("STORE_FAILED", 0L)
                      + fault.skipped().getOrDefault("STORE_NOT_READY", 0L))
              .as(story)
              .isPositive();
      case "both-down" -> assertThat(fault.failed()).as(story).isPositive();
      default -> assertThat(fault.during().count()).as(story).isPositive();
    }
  }

  private static LabOptions options(String faults, int seconds) {
    return options(Plan.of(faults, seconds, 1));
  }

  private static LabOptions options(Plan plan) {
    return new LabOptions(
        plan,
        List.of(Variant.FALLBACK),
        90,
        30,
        40,
        1,
        2,
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        "./bank outage --fault " + plan.words());
  }
}
