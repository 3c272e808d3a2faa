package dev.fallback.bank.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What Fallback costs, from pairs of banks with and without it. */
final class Costs {
  /** What Fallback may cost at most. */
  private static final double MOST_CPU_PERCENT = 15;

  private static final double MOST_P50_MS = 0.3;
  private static final double PERCENT = 100;

  private final List<Pair> pairs;

  /**
   * @param pairs at least two
   */
  Costs(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /** Processor time a request, in per cent more than without. */
  Interval cpuPercent() {
    return Interval.ofRatios(
            pairs.stream().mapToDouble(pair -> pair.on().cpuMs() / pair.off().cpuMs()).toArray())
        .map(ratio -> PERCENT * (ratio - 1));
  }

  /** Median of all requests, in milliseconds more than without. */
  Interval p50Ms() {
    return difference(Side::p50Ms);
  }

  /** Median of reads, in milliseconds more than without. */
  Interval readP50Ms() {
    return difference(Side::readP50Ms);
  }

  /** Whether no target is surely missed. */
  boolean noneMissed() {
    return cpuPercent().low() <= MOST_CPU_PERCENT
        && p50Ms().low() <= MOST_P50_MS
        && readP50Ms().low() <= MOST_P50_MS;
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("                                  with  without  more, and its 95 % interval");
    lines.add(
        line("processor time a request, ms", Side::cpuMs, cpuPercent(), "%", MOST_CPU_PERCENT));
    lines.add(line("p50 of all requests, ms", Side::p50Ms, p50Ms(), "ms", MOST_P50_MS));
    lines.add(line("p50 of statements, ms", Side::readP50Ms, readP50Ms(), "ms", MOST_P50_MS));
    lines.add(means("p99 of all requests, ms", Side::p99Ms));
    lines.add(means("p99 of statements, ms", Side::readP99Ms));
    lines.add(means("peak memory of the bank, MiB", Side::peakMiB));
    return lines;
  }

  private String line(
      String what, ToDoubleFunction<Side> figure, Interval more, String unit, double most) {
    return String.format(
        Locale.ROOT,
        "%s  %+.2f %s (%+.2f to %+.2f); at most %+.2f: %s",
        means(what, figure),
        more.mean(),
        unit,
        more.low(),
        more.high(),
        most,
        more.high() <= most ? "met" : more.low() > most ? "MISSED" : "not decided");
  }

  private String means(String what, ToDoubleFunction<Side> figure) {
    return String.format(
        Locale.ROOT,
        "%-29s %8.3f %8.3f",
        what,
        pairs.stream().map(Pair::on).mapToDouble(figure).average().orElseThrow(),
        pairs.stream().map(Pair::off).mapToDouble(figure).average().orElseThrow());
  }

  private Interval difference(ToDoubleFunction<Side> figure) {
    return Interval.ofMean(
        pairs.stream()
            .mapToDouble(pair -> figure.applyAsDouble(pair.on()) - figure.applyAsDouble(pair.off()))
            .toArray());
  }
}
