package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fallback.bank.ChildJvm;
import dev.fallback.bank.variant.Variant;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures what Fallback costs a bank at a steady rate: banks with and without it one after the
 * other, each fresh and warmed, in the order on, off, off, on, so that what drifts hits both alike.
 */
final class Comparison {
  private static final String SIMULATION = "SteadySimulation";

  private final Mix mix;
  private final Spans spans;
  private final Path results;
  private final Consumer<String> progress;

  /**
   * @param results folder for Gatling's reports
   * @param progress told in a sentence what goes on
   */
  Comparison(Mix mix, Spans spans, Path results, Consumer<String> progress) {
    this.mix = mix;
    this.spans = spans;
    this.results = results;
    this.progress = progress;
  }

  /**
   * Measures until there are so many pairs, keeping each in the file.
   *
   * @param most pairs to measure now
   */
  Pairs run(Path file, int wanted, int most) {
    Pairs pairs = Pairs.in(file, mix, spans, Build.of(ChildJvm.classPath()));
    if (pairs.pairs().size() >= wanted) {
      progress.accept(
          "Nothing is measured now: %s has its %d pairs of this build already."
              .formatted(file, pairs.pairs().size()));
    }
    for (int now = 0; now < most && pairs.pairs().size() < wanted; now++) {
      int index = pairs.pairs().size();
      progress.accept("Pair %d of %d: %s".formatted(index + 1, wanted, mix.description()));
      pairs = pairs.plus(pair(index % 2 == 0));
      Json.write(file, pairs);
    }
    return pairs;
  }

  private Pair pair(boolean onFirst) {
    if (onFirst) {
      Side on = side(Variant.FALLBACK);
      return new Pair("on, off", on, side(Variant.NONE));
    }
    Side off = side(Variant.NONE);
    return new Pair("off, on", side(Variant.FALLBACK), off);
  }

  private Side side(Variant variant) {
    try (LoadedBank bank = LoadedBank.start(variant, results.resolve("bank"), progress)) {
      Map<String, String> settings = new LinkedHashMap<>(mix.settings());
      settings.put("load.url", bank.process().url());
      settings.put("load.pid", Long.toString(bank.process().pid()));
      settings.put("load.warm", Integer.toString(spans.warmSeconds()));
      settings.put("load.measured", Integer.toString(spans.measuredSeconds()));
      Gatling.Run run = new Gatling(results).run(SIMULATION, settings);
      if (!run.passed()) {
        throw new LoadException("Some requests failed; the report is in " + run.report() + ".");
      }
      if (variant == Variant.FALLBACK) {
        requireRecording(new BankProbe(bank.process().url()).health());
      }
      Side side = Side.of(run.meter(), ProcessMemory.peakMiB(bank.process().pid()));
      progress.accept(
          "  %,d requests, %.3f ms of processor time each, p50 %.3f ms, of statements %.3f ms"
              .formatted(side.requests(), side.cpuMs(), side.p50Ms(), side.readP50Ms()));
      return side;
    }
  }

  /** A Fallback that does not work costs nothing, and would win. */
  private static void requireRecording(JsonNode health) {
    if (!"ready".equals(health.path("store").asText())
        || !"CLOSED".equals(health.path("statements").path("state").asText())) {
      throw new LoadException("Fallback was not at work: " + health);
    }
  }
}
