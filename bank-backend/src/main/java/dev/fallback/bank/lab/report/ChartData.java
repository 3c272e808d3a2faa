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
 * @param length of the time axis
 * @param marks moments to mark
 * @param states what the breaker was when
 * @param counts requests a second
 * @param latency of reads, in milliseconds
 */
record ChartData(
    double length, List<Mark> marks, List<Span> states, Counts counts, Latency latency) {
  private static final Duration COUNTING = Duration.ofMillis(500);
  private static final Duration MEASURING = Duration.ofSeconds(1);
  private static final double NANOS_PER_SECOND = 1e9;

  record Mark(double at, String label, String side) {}

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
    return new ChartData(
        length,
        List.of(
            new Mark(seconds(run.marks().killed()), "SIGKILL", "left"),
            new Mark(seconds(run.marks().answering()), "Postgres back", "right")),
        spans(run.states(), length),
        counts(cut(run, COUNTING)),
        latency(cut(run, MEASURING)));
  }

  private static List<Window> cut(RunRecord run, Duration width) {
    return Window.cut(run.measured().reads(), run.measured().postings(), run.length(), width);
  }

  private static Counts counts(List<Window> windows) {
    return new Counts(
        column(windows, window -> seconds(window.startNanos())),
        perSecond(windows, Window::fromBackend),
        perSecond(windows, Window::fromStore),
        perSecond(windows, Window::failed),
        perSecond(windows, Window::accepted),
        perSecond(windows, Window::turnedAway));
  }

  private static Latency latency(List<Window> windows) {
    return new Latency(
        column(windows, window -> seconds(window.startNanos()) + seconds(MEASURING.toNanos()) / 2),
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

  private static List<Double> perSecond(List<Window> windows, ToDoubleFunction<Window> count) {
    double seconds = seconds(COUNTING.toNanos());
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
