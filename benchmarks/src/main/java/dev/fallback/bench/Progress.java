package dev.fallback.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Says what is being measured and how long that will still take. */
final class Progress {
  /** What to measure, each once, with what it is called. */
  private final Map<Workload, String> names = new LinkedHashMap<>();

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private long started;
  private int total;
  private int begun;

  Progress(List<Comparison> comparisons, PrintWriter out, LongSupplier nanoTime) {
    for (Comparison comparison : comparisons) {
      name(comparison.ours(), comparison.name() + " · " + comparison.subject());
      name(comparison.theirs(), comparison.name() + " · " + comparison.peer());
    }
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /** All that is to be run, in order; of those that take turns, the first. */
  Set<Workload> workloads() {
    return names.keySet();
  }

  /** Starts the clock: all will be measured that many times. */
  void begin(int rounds) {
    total = rounds * names.size();
    started = nanoTime.getAsLong();
  }

  /** Tells that a workload begins. */
  void next(Workload workload) {
    out.printf("%3d of %d  %s%s%n", begun + 1, total, names.get(workload), left());
    out.flush();
    begun++;
  }

  private String left() {
    if (begun == 0) {
      return "";
    }
    long each = (nanoTime.getAsLong() - started) / begun;
    Duration left = Duration.ofNanos(each * (total - begun));
    return ", %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
  }

  private void name(Figure figure, String name) {
    figure.workloads().forEach(workload -> names.putIfAbsent(workload.run(), name));
  }
}
