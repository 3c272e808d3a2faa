package dev.fallback.bank.lab;

import dev.fallback.bank.ShutdownHooks;
import dev.fallback.bank.command.OutputFile;
import dev.fallback.bank.lab.report.LabResult;
import dev.fallback.bank.lab.watch.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the demo and the outage lab have in common: they run, tell and report. */
abstract class RunCommand implements Callable<Integer> {
  private static final int HELD = 0;
  private static final int BROKEN = 1;
  private static final String ENDED = " was told to end.";

  /** Set by the start script: when the command started, building left out, in ms since 1970. */
  private static final String STARTED = "bank.started";

  private static final Path LOG = Path.of(".bank", "lab.log");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--accounts",
      defaultValue = "200",
      paramLabel = "N",
      description = "Accounts; default ${DEFAULT-VALUE}.")
  int accounts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed gives the same requests; default ${DEFAULT-VALUE}.")
  long seed;

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

  /** Its name, as a sentence begins with it. */
  abstract String name();

  /**
   * What is to be run.
   *
   * @throws IllegalArgumentException when an option is wrong; the message is a sentence
   */
  abstract LabOptions options();

  /** Writes the figures of all runs. */
  abstract void write(Path file, LabResult result) throws IOException;

  @Override
  public Integer call() {
    refuseServers();
    LabOptions options = asked(this::fitting);
    Screen screen = Screen.standard();
    var report = new RunReport(screen, html, Optional.ofNullable(json), this::write);
    var lab = new Lab(options, screen, LOG, started());
    var atExit = new Thread(() -> tell(report, lab, name() + ENDED), "report-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return report.tell(lab.run(), Optional.empty()) ? HELD : BROKEN;
    } catch (LabException e) {
      return complain(report, lab, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return complain(report, lab, name() + " was interrupted.");
    } catch (RuntimeException e) {
      tell(report, lab, name() + " made a mistake: " + e);
      throw e;
    } finally {
      ShutdownHooks.forget(atExit);
    }
  }

  /** What is wanted, if it can be done: it fits into memory, and its files can be written. */
  private LabOptions fitting() {
    LabOptions options = options();
    MemoryNeed.check(options, Runtime.getRuntime().maxMemory());
    if (json != null) {
      OutputFile.check("--json", json);
    }
    OutputFile.check("--html", html);
    OutputFile.check("the log", LOG);
    return options;
  }

  /** What was seen until now counts, and is told. */
  private static int complain(RunReport report, Lab lab, String sentence) {
    System.err.println(sentence);
    tell(report, lab, sentence);
    return BROKEN;
  }

  private static void tell(RunReport report, Lab lab, String reason) {
    report.tell(lab.soFar(reason), Optional.of(reason));
  }

  private void refuseServers() {
    if (postgres != null || cassandra != null) {
      throw wrong(
          "%s kills the servers it uses, so it takes only its own; leave out %s."
              .formatted(name(), postgres != null ? "--postgres" : "--cassandra"));
    }
  }

  private LabOptions asked(Supplier<LabOptions> options) {
    try {
      return options.get();
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
}
