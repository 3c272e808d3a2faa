package dev.fallback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** On what and how was measured: what a reader needs to judge the figures. */
final class Environment {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Environment() {}

  static Map<String, Object> of(Budget budget, List<String> jvmArguments, Clock clock) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("jvm", "%s %s".formatted(property("java.vm.name"), property("java.vm.version")));
    facts.put("jvmArguments", jvmArguments);
    facts.put(
        "os",
        "%s %s %s".formatted(property("os.name"), property("os.version"), property("os.arch")));
    facts.put("processor", processor());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("rounds", budget.rounds());
    facts.put("warmupIterations", budget.warmups());
    facts.put("iterations", budget.iterations());
    facts.put("iterationMillis", budget.iteration().toMillis());
    return facts;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** The model as Linux tells it; elsewhere only the architecture is known. */
  private static String processor() {
    if (!Files.isReadable(PROCESSORS)) {
      return "unknown";
    }
    try (var lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown (%s)".formatted(e.getMessage());
    }
  }
}
