package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.lab.report.JsonFile;
import dev.fallback.bank.lab.report.LabResult;
import dev.fallback.bank.variant.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bank outage}. */
@Command(
    name = "outage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Breaks real servers under load and proves that statement reads go on, and are true.",
      "",
      "Faults of the backend: kill, hang, slow, refuse, flap, errors, lies, rewind.",
      "Faults of the store: store-kill, store-hang (one of three nodes), store-restart,"
          + " store-down; of both: both-down.",
      "Faults of the bank, of which there are two then: service-kill, clock, old-release.",
      "'kill,hang' is one after the other, 'kill+store-kill' both at once, 'all' each in turn,"
          + " 'soak' chance, drawn from the seed, for --seconds in all,"
          + " without rewind and old-release."
    },
    footer = {
      "",
      "Exit code: 0 when every promise held, 1 when one did not or the lab could not run,"
          + " 2 for a wrong option. Variants other than fallback are compared, not judged."
    })
public final class OutageCommand extends RunCommand {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 86_400;
  private static final double POSTINGS_TO_READS = 3.0 / 8;

  @Option(
      names = "--fault",
      required = true,
      paramLabel = "NAME[,NAME|+NAME]...",
      description = "What goes wrong; see above.")
  private String fault = "";

  @Option(
      names = "--rate",
      defaultValue = "400",
      paramLabel = "N",
      description =
          "Reads a second, and three postings to every eight of them; default ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      paramLabel = "S",
      description =
          "Length of each fault's part: a third before, a third of it, a third after;"
              + " default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--variant",
      defaultValue = "fallback",
      split = ",",
      paramLabel = "NAME",
      description =
          "How reads are protected; several are run one after the other with the same seed;"
              + " default ${DEFAULT-VALUE}.")
  private List<String> variants = List.of("fallback");

  @Override
  String name() {
    return "The outage lab";
  }

  @Override
  LabOptions options() {
    LabOptions.check(seconds >= SHORTEST && seconds <= LONGEST, "--seconds", seconds, "6 to 86400");
    List<Variant> chosen = variants.stream().map(Variant::of).toList();
    return new LabOptions(
        Plan.of(fault, seconds, seed),
        chosen,
        rate,
        rate * POSTINGS_TO_READS,
        accounts,
        seed,
        LabOptions.RUN_UP_STEPS,
        LabOptions.FIRST_WAIT,
        LabOptions.LONGEST_WAIT,
        "./bank outage --fault %s --rate %s --seconds %d --accounts %d --seed %d --variant %s"
            .formatted(
                fault,
                LabOptions.plain(rate),
                seconds,
                accounts,
                seed,
                chosen.stream().map(Variant::word).collect(Collectors.joining(","))));
  }

  @Override
  void write(Path file, LabResult result) throws IOException {
    JsonFile.write(file, result);
  }
}
