package dev.fallback.bank.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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

  /** What the pairs say of a target, or of all. */
  enum Verdict {
    /** The whole interval meets it. */
    MET("met"),
    /** Some of the interval meets it: more pairs would tell. */
    NOT_DECIDED("not decided"),
    /** Nothing of the interval meets it. */
    MISSED("MISSED");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    private static Verdict of(Interval more, double most) {
      return more.high() <= most ? MET : more.low() > most ? MISSED : NOT_DECIDED;
    }
  }

  /** Of all targets: the worst. */
  Verdict verdict() {
    return Stream.of(
            Verdict.of(cpuPercent(), MOST_CPU_PERCENT),
            Verdict.of(p50Ms(), MOST_P50_MS),
            Verdict.of(readP50Ms(), MOST_P50_MS))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** What there is in a file: the pairs, and what they say. */
  record Told(
      Pairs measured, Verdict verdict, Interval cpuPercent, Interval p50Ms, Interval readP50Ms) {}

  /** For a file. */
  Told told(Pairs measured) {
    return new Told(measured, verdict(), cpuPercent(), p50Ms(), readP50Ms());
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
    if (pairs.stream().flatMap(pair -> Stream.of(pair.on(), pair.off())).allMatch(Side::hasPeak)) {
      lines.add(means("peak memory of the bank, MiB", Side::peak));
    }
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
        Verdict.of(more, most).words);
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
