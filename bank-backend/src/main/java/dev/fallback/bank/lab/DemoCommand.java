package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.lab.report.JsonFile;
import dev.fallback.bank.lab.report.LabResult;
import dev.fallback.bank.variant.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bank demo}: the outage lab's fault {@code kill}, told as a story. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a real Postgres under load and proves that statement reads go on, and are true.",
      "",
      "Starts its own Postgres and Cassandra, fills the store, sends reads and postings at a fixed"
          + " rate, kills Postgres at a third of the time and starts it again at two thirds."
          + " Compares the content of every answer with what was acknowledged."
    },
    footer = {
      "",
      "Exit code: 0 when every promise held, 1 when one did not or the demo could not run,"
          + " 2 for a wrong option.",
      "Times and memory are reported beside what is aimed at; missing an aim is no failure."
    })
public final class DemoCommand extends RunCommand {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 3600;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "N",
      description = "Length of the load, 6 to 3600; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--reads",
      defaultValue = "400",
      paramLabel = "N",
      description = "Reads a second; default ${DEFAULT-VALUE}.")
  private double reads;

  @Option(
      names = "--postings",
      defaultValue = "150",
      paramLabel = "N",
      description = "Postings a second; default ${DEFAULT-VALUE}.")
  private double postings;

  @Override
  String name() {
    return "The demo";
  }

  @Override
  LabOptions options() {
    LabOptions.check(seconds >= SHORTEST && seconds <= LONGEST, "--seconds", seconds, "6 to 3600");
    return demo(seconds, reads, postings, accounts, seed);
  }

  static LabOptions demo(int seconds, double reads, double postings, int accounts, long seed) {
    return new LabOptions(
        Plan.of("kill", seconds, seed),
        List.of(Variant.FALLBACK),
        reads,
        postings,
        accounts,
        seed,
        LabOptions.RUN_UP_STEPS,
        LabOptions.FIRST_WAIT,
        LabOptions.LONGEST_WAIT,
        "./bank demo --seconds %d --reads %s --postings %s --accounts %d --seed %d"
            .formatted(
                seconds, LabOptions.plain(reads), LabOptions.plain(postings), accounts, seed));
  }

  @Override
  void write(Path file, LabResult result) throws IOException {
    JsonFile.write(file, result.runs().get(0));
  }
}
