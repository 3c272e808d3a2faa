package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fallback.bank.ChildJvm;
import dev.fallback.bank.ShutdownHooks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a simulation of the module {@code bank-load} in a JVM of its own. */
final class Gatling {
  /** Set by the start script: the folder with Gatling's class path and the simulations. */
  private static final String HOME = "load.home";

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-", Locale.ROOT);

  private static final String PACKAGE = "dev.fallback.bank.simulation.";
  private static final int ASSERTION_FAILED = 2;
  private static final long LONGEST_MINUTES = 60;

  private final Path results;

  /**
   * @param results the folder to put each run's folder into
   */
  Gatling(Path results) {
    this.results = results;
  }

  /**
   * What a simulation left.
   *
   * @param passed whether Gatling's assertions held
   * @param report the folder of Gatling's HTML report
   * @param stats Gatling's figures of all requests together
   * @param meter what the simulation measured itself
   */
  record Run(boolean passed, Path report, JsonNode stats, JsonNode meter) {}

  /**
   * Runs a simulation to its end.
   *
   * @param simulation its class, without package
   * @param settings system properties for it
   * @throws LoadException when it could not be run to its end
   */
  Run run(String simulation, Map<String, String> settings) {
    try {
      Files.createDirectories(results);
      Path folder =
          Files.createDirectory(
              results.resolve(
                  LocalDateTime.now(ZoneId.systemDefault()).format(FOLDER) + simulation));
      Path log = folder.resolve("gatling.log");
      int code = execute(command(simulation, settings, folder), log);
      if (code != 0 && code != ASSERTION_FAILED) {
        throw new LoadException(
            "Gatling ended with exit code %d; what it said is in %s.".formatted(code, log));
      }
      Path report = report(folder);
      return new Run(
          code == 0,
          report,
          Json.read(Files.readString(report.resolve("js").resolve("stats.json"))).path("stats"),
          Json.read(Files.readString(meter(folder))));
    } catch (IOException e) {
      throw new LoadException("What Gatling wrote cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("The load was interrupted.", e);
    }
  }

  private static List<String> command(
      String simulation, Map<String, String> settings, Path folder) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of("-Xmx384m", "-XX:+UseSerialGC", "--add-opens", "java.base/java.lang=ALL-UNNAMED"));
    settings.forEach((name, value) -> options.add("-D%s=%s".formatted(name, value)));
    options.add("-Dload.meter=" + meter(folder));
    return ChildJvm.command(
        options,
        classPath(),
        "io.gatling.app.Gatling",
        List.of("-s", PACKAGE + simulation, "-rf", folder.toString()));
  }

  private static int execute(List<String> command, Path log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Thread atExit = new Thread(process::destroyForcibly, "gatling-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new LoadException("Gatling did not end; what it said is in " + log + ".");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
      ShutdownHooks.forget(atExit);
    }
  }

  private static String classPath() {
    String home = System.getProperty(HOME, "");
    if (home.isEmpty()) {
      throw new LoadException(
          "This command needs Gatling, which only the script ./bank adds; start it by ./bank load.");
    }
    Path target = Path.of(home);
    try {
      return target.resolve("classes")
          + File.pathSeparator
          + Files.readString(target.resolve("load.classpath")).strip();
    } catch (IOException e) {
      throw new LoadException(
          "The module bank-load is not built: %s is missing.".formatted(e.getMessage()), e);
    }
  }

  private static Path meter(Path folder) {
    return folder.resolve("meter.json");
  }

  private static Path report(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(each -> Files.exists(each.resolve("js").resolve("stats.json")))
          .findFirst()
          .orElseThrow(() -> new IOException("there is no report in " + folder));
    }
  }
}
