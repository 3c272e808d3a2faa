package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.event.FallbackEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what callers saw and what listeners were told, and compares. */
final class StressLedger {
  /** When a probe was certainly in flight. */
  private record Probe(long fromNanos, long untilNanos) {}

  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Queue<Probe> probes = new ConcurrentLinkedQueue<>();

  void count(String what) {
    counts.computeIfAbsent(what, name -> new LongAdder()).increment();
  }

  long counted(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  void violated(String what) {
    if (violations.size() < 20) {
      violations.add(what);
    }
  }

  void probed(long fromNanos, long untilNanos) {
    if (untilNanos - fromNanos > 0) {
      probes.add(new Probe(fromNanos, untilNanos));
    }
  }

  void told(FallbackEvent event) {
    if (event instanceof FallbackEvent.CallAnswered answered) {
      count("told " + answered.source());
    } else if (event instanceof FallbackEvent.CallFailed) {
      count("told failed");
    } else if (event instanceof FallbackEvent.BusinessErrorPassed) {
      count("told business");
    } else if (event instanceof FallbackEvent.CallCancelled) {
      count("told cancelled");
    } else if (event instanceof FallbackEvent.Recorded) {
      count("recorded");
    } else if (event instanceof FallbackEvent.RecordingSkipped skipped) {
      count("skipped");
      count("skipped " + skipped.cause());
    } else if (event instanceof FallbackEvent.StateChanged changed) {
      count("to " + changed.to());
    }
  }

  /** All calls have ended, all recordings too. */
  boolean balanced() {
    return counted("told BACKEND")
                + counted("told STORE")
                + counted("told failed")
                + counted("told business")
                + counted("told cancelled")
            == counted("calls")
        && counted("recorded") + counted("skipped") == counted("offered");
  }

  void check(int permitted) {
    assertThat(violations).isEmpty();
    for (String end : List.of("BACKEND", "STORE", "failed", "business", "cancelled")) {
      assertThat(counted("told " + end))
          .as("calls told: %s; %s", end, this)
          .isEqualTo(counted(end));
    }
    assertThat(mostProbes()).as("probes in flight").isLessThanOrEqualTo(permitted);
  }

  private int mostProbes() {
    List<Map.Entry<Long, Integer>> edges = new ArrayList<>();
    for (Probe probe : probes) {
      edges.add(Map.entry(probe.fromNanos(), 1));
      edges.add(Map.entry(probe.untilNanos(), -1));
    }
    edges.sort(
        Map.Entry.<Long, Integer>comparingByKey()
            .thenComparing(Map.Entry.comparingByValue(Comparator.naturalOrder())));
    int now = 0;
    int most = 0;
    for (Map.Entry<Long, Integer> edge : edges) {
      now += edge.getValue();
      most = Math.max(most, now);
    }
    return most;
  }

  @Override
  public String toString() {
    return new java.util.TreeMap<>(counts).toString();
  }
}
