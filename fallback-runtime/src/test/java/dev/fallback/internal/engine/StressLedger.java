package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.event.FallbackEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what callers saw and what listeners were told, and compares. */
final class StressLedger {
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

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

  void told(FallbackEvent event) {
    if (event instanceof FallbackEvent.CallAnswered answered) {
      count("told " + answered.source());
      count("because " + answered.reason());
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

  /**
   * Compares. How many probes are in flight is not judged here: a busy machine tells of their ends
   * too late. It is judged under a settable clock, by the model and by Lincheck.
   */
  void check() {
    assertThat(violations).isEmpty();
    for (String end : List.of("BACKEND", "STORE", "failed", "business", "cancelled")) {
      assertThat(counted("told " + end))
          .as("calls told: %s; %s", end, this)
          .isEqualTo(counted(end));
    }
  }

  @Override
  public String toString() {
    return new java.util.TreeMap<>(counts).toString();
  }
}
