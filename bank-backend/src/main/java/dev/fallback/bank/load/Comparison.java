package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fallback.bank.ChildJvm;
import dev.fallback.bank.variant.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures what Fallback costs a bank at a steady rate. Of each pair both banks are fresh, stay for
 * as long as it is measured, and are loaded in turns of half a measurement each: the first, the
 * second, the second, the first, so that what drifts hits both alike. Which is first alternates.
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
    try (LoadedBank on = start(Variant.FALLBACK);
        LoadedBank off = start(Variant.NONE)) {
      List<Side> sides = measured(onFirst ? List.of(on, off) : List.of(off, on));
      requireRecording(new BankProbe(on.process().url()).health());
      return onFirst
          ? new Pair("on, off", sides.get(0), sides.get(1))
          : new Pair("off, on", sides.get(1), sides.get(0));
    }
  }

  private LoadedBank start(Variant variant) {
    return LoadedBank.start(variant, results.resolve("bank-" + variant.word()), progress);
  }

  private List<Side> measured(List<LoadedBank> banks) {
    Map<String, String> settings = new LinkedHashMap<>(mix.settings());
    settings.put("load.warm", Integer.toString(spans.warmSeconds()));
    settings.put("load.measured", Integer.toString(spans.measuredSeconds()));
    List<String> names = List.of("load.first", "load.second");
    for (int i = 0; i < names.size(); i++) {
      ServeProcess process = banks.get(i).process();
      settings.put(names.get(i), process.url());
      settings.put(names.get(i) + ".pid", Long.toString(process.pid()));
    }
    Gatling.Run run = new Gatling(results).run(SIMULATION, settings);
    if (!run.passed()) {
      throw new LoadException(
          ("Some requests failed; the report is in %s. Pairs before this one are kept: the same"
                  + " command goes on behind them.")
              .formatted(run.report()));
    }
    List<Side> sides = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ServeProcess process = banks.get(i).process();
      Side side = Side.of(run.meter().path(i), ProcessMemory.peakMiB(process.pid()));
      progress.accept(
          "  process %d: %,d requests, %.3f ms of processor time each, p50 %.3f ms, of statements"
                  .formatted(process.pid(), side.requests(), side.cpuMs(), side.p50Ms())
              + " %.3f ms".formatted(side.readP50Ms()));
      sides.add(side);
    }
    return sides;
  }

  /** A Fallback that does not work costs nothing, and would win. */
  private static void requireRecording(JsonNode health) {
    if (!"ready".equals(health.path("store").asText())
        || !"CLOSED".equals(health.path("statements").path("state").asText())) {
      throw new LoadException("Fallback was not at work: " + health);
    }
  }
}
