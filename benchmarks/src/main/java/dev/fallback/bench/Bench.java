package dev.fallback.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./bench}: runs one suite, prints its table and writes it as JSON. */
@Command(
    name = "./bench",
    sortOptions = false,
    description = "Compares Fallback with what one would use instead.")
public final class Bench implements Callable<Integer> {
  private final List<Suite> suites;
  private final IntFunction<Budget> quickBudget;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The suite to run; see below.")
  private String name = "";

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results here.")
  private @Nullable Path json;

  @Option(names = "--quick", description = "End within two minutes; the figures are rougher.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "CASE",
      split = ",",
      description = "Run only these cases of the suite.")
  private List<String> only = List.of();

  @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  /**
   * @param quickBudget how long to measure that many workloads when it must be quick
   */
  Bench(List<Suite> suites, IntFunction<Budget> quickBudget) {
    this.suites = suites;
    this.quickBudget = quickBudget;
  }

  public static void main(String[] args) {
    System.exit(commandLine(new Bench(Suites.ALL, Budget::quick)).execute(args));
  }

  /** Exit codes: 0 done, 1 a benchmark failed, 2 what was asked for does not exist. */
  static CommandLine commandLine(Bench bench) {
    CommandLine command = new CommandLine(bench);
    command.getCommandSpec().usageMessage().footer(footer(bench.suites));
    command.setParameterExceptionHandler(
        (e, args) -> {
          PrintWriter err = e.getCommandLine().getErr();
          err.println(e.getMessage());
          err.println("./bench --help tells more.");
          return CommandLine.ExitCode.USAGE;
        });
    return command;
  }

  private static String[] footer(List<Suite> suites) {
    return Stream.concat(
            Stream.of("", "Suites:"),
            suites.stream().map(s -> "  %-8s %s".formatted(s.name(), s.about())))
        .toArray(String[]::new);
  }

  @Override
  public Integer call() throws RunnerException, IOException {
    Suite suite = suite();
    List<Comparison> comparisons = chosen(suite);
    CommandLine command = commandLine();
    Progress progress = new Progress(comparisons, command.getErr(), System::nanoTime);
    int workloads = progress.workloads().stream().mapToInt(Workload::turns).sum();
    Budget budget = quick ? quickBudget.apply(workloads) : Budget.FULL;
    Measurement measurement = measured(suite, comparisons, budget, progress);
    List<Outcome> outcomes = comparisons.stream().map(c -> Outcome.of(c, measurement)).toList();
    command.getOut().println(Table.of(outcomes));
    if (json != null) {
      JsonReport.write(
          json, Environment.of(budget, suite.jvmArguments(), Clock.systemUTC()), outcomes);
    }
    return CommandLine.ExitCode.OK;
  }

  private static Measurement measured(
      Suite suite, List<Comparison> comparisons, Budget budget, Progress progress)
      throws RunnerException {
    try (Surroundings surroundings = suite.surroundings(comparisons)) {
      List<String> jvmArguments = new ArrayList<>(suite.jvmArguments());
      surroundings
          .properties()
          .forEach(
              (name, value) -> {
                System.setProperty(name, value); // where nothing is forked
                jvmArguments.add("-D" + name + "=" + value);
              });
      Measurement measurement = new Measurement(budget, jvmArguments);
      progress.begin(budget.rounds());
      measurement.run(progress.workloads(), progress::next);
      return measurement;
    }
  }

  private Suite suite() {
    return suites.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    commandLine(),
                    "There is no suite %s; there are: %s.".formatted(name, names(suites))));
  }

  private List<Comparison> chosen(Suite suite) {
    List<Comparison> all = suite.comparisons();
    if (only.isEmpty()) {
      return all;
    }
    List<String> cases = all.stream().map(Comparison::name).distinct().toList();
    for (String wanted : only) {
      if (!cases.contains(wanted)) {
        throw new ParameterException(
            commandLine(),
            "Suite %s has no case %s; it has: %s."
                .formatted(suite.name(), wanted, String.join(", ", cases)));
      }
    }
    return all.stream().filter(c -> only.contains(c.name())).toList();
  }

  private static String names(List<Suite> suites) {
    return String.join(", ", suites.stream().map(Suite::name).toList());
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }
}
