package dev.fallback.bank.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures of one bank what Gatling does not: answers that contradict each other, response times
 * finer than a millisecond, and processor time, each time between {@link #begin} and {@link #end}.
 * Thread-safe.
 */
final class Meter {
  private static final int TOLD = 20;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final OptionalLong pid;
  private final LongAdder inconsistencies = new LongAdder();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  private record Mark(long nanos, @Nullable Duration cpu) {}

  /** What is measured at a stretch; open while it has no end. */
  private record Span(Mark from, @Nullable Mark until) {
    boolean has(long nanos) {
      return nanos >= from.nanos() && (until == null || nanos < until.nanos());
    }
  }

  /**
   * @param pid the bank's process, if it is on this machine
   */
  Meter(OptionalLong pid) {
    this.pid = pid;
  }

  /** From here on response times count. */
  void begin() {
    spans.add(new Span(mark(), null));
  }

  /** Response times of what is sent from here on do not count, until it begins again. */
  void end() {
    int last = spans.size() - 1;
    spans.set(last, new Span(spans.get(last).from(), mark()));
  }

  /** An answer is not what it must be after the answers before it. */
  void inconsistent(String sentence) {
    inconsistencies.increment();
    if (told.size() < TOLD) {
      told.add(sentence);
    }
  }

  /**
   * A request was answered.
   *
   * @param kind of request
   * @param sentNanos when it was sent, on this JVM's monotonic clock
   */
  void answered(String kind, long sentNanos) {
    if (spans.stream().anyMatch(span -> span.has(sentNanos))) {
      latencies
          .computeIfAbsent(kind, any -> new ConcurrentHistogram(LONGEST_NANOS, DIGITS))
          .recordValue(Math.min(System.nanoTime() - sentNanos, LONGEST_NANOS));
    }
  }

  /** Everything, for {@link #write}. */
  Map<String, Object> figures() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("inconsistencies", inconsistencies.sum());
    all.put("told", new ArrayList<>(told));
    double seconds = 0;
    double cpuSeconds = 0;
    for (Span span : spans) {
      Mark until = span.until();
      if (until != null) {
        seconds += (until.nanos() - span.from().nanos()) / NANOS_PER_SECOND;
        cpuSeconds += cpuSeconds(span.from(), until);
      }
    }
    if (seconds > 0) {
      all.put("seconds", seconds);
      if (!Double.isNaN(cpuSeconds)) {
        all.put("cpuSeconds", cpuSeconds);
      }
      all.put("latencies", new LinkedHashMap<>(summaries()));
    }
    return all;
  }

  /** Not a number where it is not known. */
  private static double cpuSeconds(Mark from, Mark until) {
    return from.cpu() == null || until.cpu() == null
        ? Double.NaN
        : until.cpu().minus(from.cpu()).toNanos() / NANOS_PER_SECOND;
  }

  /** Writes figures as JSON. */
  static void write(Path file, Object figures) {
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), figures);
    } catch (IOException e) {
      throw new UncheckedIOException("The measurements could not be written to " + file, e);
    }
  }

  private Map<String, Object> summaries() {
    Map<String, Object> all = new LinkedHashMap<>();
    Histogram together = new Histogram(LONGEST_NANOS, DIGITS);
    for (String kind : latencies.keySet().stream().sorted().toList()) {
      Histogram one = Objects.requireNonNull(latencies.get(kind));
      together.add(one);
      all.put(kind, summary(one));
    }
    all.put("all", summary(together));
    return all;
  }

  private static Map<String, Object> summary(Histogram times) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("count", times.getTotalCount());
    summary.put("meanMs", times.getMean() / NANOS_PER_MILLI);
    for (double percentile : List.of(50.0, 75.0, 95.0, 99.0)) {
      summary.put(
          "p%.0fMs".formatted(percentile),
          times.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
    }
    summary.put("maxMs", times.getMaxValue() / NANOS_PER_MILLI);
    return summary;
  }

  private Mark mark() {
    Duration cpu =
        pid.isEmpty()
            ? null
            : ProcessHandle.of(pid.getAsLong())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(null);
    return new Mark(System.nanoTime(), cpu);
  }
}
