package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.load.Window;
import dev.fallback.bank.lab.watch.StateLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the charts show; times are in seconds from the start of the load.
 *
 * @param variant which run it is
 * @param length of the time axis
 * @param bands faults, from their begin to the end of their repair
 * @param states what the breaker of each bank was when
 * @param counts requests a second
 * @param latency of reads, in milliseconds
 * @param ages how many answers from the store were in each of {@link AgeBuckets}
 */
record ChartData(
    String variant,
    double length,
    List<Band> bands,
    List<List<Span>> states,
    Counts counts,
    Latency latency,
    List<Long> ages) {
  private static final Duration COUNTING = Duration.ofMillis(500);
  private static final Duration MEASURING = Duration.ofSeconds(1);

  /** More points than that are not seen. */
  private static final int MOST_POINTS = 400;

  private static final double NANOS_PER_SECOND = 1e9;

  record Band(double from, double to, String label) {}

  record Span(double from, double to, String state) {}

  record Counts(
      List<Double> time,
      List<Double> backend,
      List<Double> store,
      List<Double> failed,
      List<Double> accepted,
      List<Double> turnedAway) {}

  /** Null in seconds without reads, and for latencies below what a logarithm can show. */
  record Latency(
      List<Double> time,
      List<@Nullable Double> p50,
      List<@Nullable Double> p99,
      List<@Nullable Double> max) {}

  static ChartData of(RunRecord run) {
    double length = seconds(run.length().toNanos());
    Duration counting = width(run, COUNTING);
    Duration measuring = width(run, MEASURING);
    return new ChartData(
        run.variant(),
        length,
        run.phases().stream()
            .map(
                phase ->
                    new Band(
                        seconds(phase.begun()), seconds(phase.restored()), phase.phase().words()))
            .toList(),
        run.states().stream().map(states -> spans(states, length)).toList(),
        counts(cut(run, counting), counting),
        latency(cut(run, measuring), measuring),
        AgeBuckets.counts(FaultFigures.ages(run.measured().reads())));
  }

  private static Duration width(RunRecord run, Duration least) {
    Duration fair = run.length().dividedBy(MOST_POINTS);
    return fair.compareTo(least) > 0 ? fair : least;
  }

  private static List<Window> cut(RunRecord run, Duration width) {
    return Window.cut(run.measured().reads(), run.measured().postings(), run.length(), width);
  }

  private static Counts counts(List<Window> windows, Duration width) {
    return new Counts(
        column(windows, window -> seconds(window.startNanos())),
        perSecond(windows, width, Window::fromBackend),
        perSecond(windows, width, Window::fromStore),
        perSecond(windows, width, Window::failed),
        perSecond(windows, width, Window::accepted),
        perSecond(windows, width, Window::turnedAway));
  }

  private static Latency latency(List<Window> windows, Duration width) {
    return new Latency(
        column(windows, window -> seconds(window.startNanos()) + seconds(width.toNanos()) / 2),
        positive(windows, window -> window.readLatency().p50Ms()),
        positive(windows, window -> window.readLatency().p99Ms()),
        positive(windows, window -> window.readLatency().maxMs()));
  }

  private static List<Span> spans(StateLine states, double length) {
    List<Span> spans = new ArrayList<>();
    double from = 0;
    String state = states.at(0).name();
    for (StateLine.Change change : states.changes()) {
      double at = seconds(change.nanos());
      if (at > 0 && at < length) {
        spans.add(new Span(from, at, state));
        from = at;
        state = change.to().name();
      }
    }
    spans.add(new Span(from, length, state));
    return spans;
  }

  private static List<Double> perSecond(
      List<Window> windows, Duration width, ToDoubleFunction<Window> count) {
    double seconds = seconds(width.toNanos());
    return column(windows, window -> count.applyAsDouble(window) / seconds);
  }

  private static List<Double> column(List<Window> windows, ToDoubleFunction<Window> value) {
    return windows.stream().map(window -> (Double) value.applyAsDouble(window)).toList();
  }

  private static List<@Nullable Double> positive(
      List<Window> windows, ToDoubleFunction<Window> value) {
    List<@Nullable Double> column = new ArrayList<>();
    for (Window window : windows) {
      double found = value.applyAsDouble(window);
      column.add(found > 0 ? (Double) found : null);
    }
    return column;
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
