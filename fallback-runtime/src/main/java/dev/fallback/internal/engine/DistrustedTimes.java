package dev.fallback.internal.engine;

import dev.fallback.Distrust;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Intervals of as-of whose snapshots are misses. Thread-safe. */
final class DistrustedTimes {
  private final List<Distrust> intervals = new CopyOnWriteArrayList<>();

  void add(Distrust interval) {
    intervals.add(interval);
  }

  void remove(Distrust interval) {
    intervals.remove(interval);
  }

  List<Distrust> all() {
    return List.copyOf(intervals);
  }

  boolean covers(long asOfMicros) {
    if (intervals.isEmpty()) {
      return false;
    }
    Instant asOf = Instant.EPOCH.plus(asOfMicros, ChronoUnit.MICROS);
    for (Distrust each : intervals) {
      if (!asOf.isBefore(each.from()) && asOf.isBefore(each.until())) {
        return true;
      }
    }
    return false;
  }
}
