package dev.fallback.bank.lab;

import dev.fallback.bank.lab.report.Figures;
import dev.fallback.bank.lab.report.HtmlReport;
import dev.fallback.bank.lab.report.JsonFile;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.report.Summary;
import dev.fallback.bank.lab.watch.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./bank demo}. */
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
public final class DemoCommand implements Callable<Integer> {
  private static final int HELD = 0;
  private static final int BROKEN = 1;

  /** Set by the start script: when the command started, building left out, in ms since 1970. */
  private static final String STARTED = "bank.started";

  @Spec private @Nullable CommandSpec spec;

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

  @Option(
      names = "--accounts",
      defaultValue = "200",
      paramLabel = "N",
      description = "Accounts; default ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed gives the same requests; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      defaultValue = ".bank/report.html",
      paramLabel = "FILE",
      description = "Write the report to this file; default ${DEFAULT-VALUE}.")
  private Path html = Path.of(".bank", "report.html");

  @Option(names = "--postgres", hidden = true)
  private @Nullable String postgres;

  @Option(names = "--cassandra", hidden = true)
  private @Nullable String cassandra;

  @Override
  public Integer call() {
    refuseServers();
    DemoOptions options = options();
    Screen screen = Screen.standard();
    try {
      RunRecord run = new Demo(options, screen, started()).run();
      RunResult result = Figures.of(run);
      screen.say("");
      Summary.lines(result).forEach(screen::say);
      if (json != null) {
        JsonFile.write(json, result);
        screen.say("Figures: " + json);
      }
      HtmlReport.write(html, run, result);
      screen.say("Report:  " + html.toAbsolutePath().normalize().toUri());
      return result.held() ? HELD : BROKEN;
    } catch (DemoException e) {
      return complain(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return complain("The report could not be written: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return complain("The demo was interrupted.");
    }
  }

  private void refuseServers() {
    if (postgres != null || cassandra != null) {
      throw wrong(
          "The demo kills the Postgres it uses, so it takes only its own servers; leave out %s."
              .formatted(postgres != null ? "--postgres" : "--cassandra"));
    }
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(seconds, reads, postings, accounts, seed);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("picocli did not fill in the command");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static Instant started() {
    return Optional.ofNullable(System.getProperty(STARTED))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .or(() -> ProcessHandle.current().info().startInstant())
        .orElseGet(Instant::now);
  }

  private static int complain(String sentence) {
    System.err.println(sentence);
    return BROKEN;
  }
}
