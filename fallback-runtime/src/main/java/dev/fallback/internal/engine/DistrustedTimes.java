package dev.fallback.internal.engine;

import dev.fallback.Distrust;
import dev.fallback.internal.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Intervals of as-of whose snapshots are misses. Thread-safe. */
final class DistrustedTimes {
  private final CopyOnWriteArrayList<Distrust> intervals = new CopyOnWriteArrayList<>();
  private final AtomicReference<List<Distrust>> everywhere = new AtomicReference<>(List.of());

  /**
   * Replaces what all nodes are ordered.
   *
   * @return what they were ordered before
   */
  List<Distrust> everywhere(List<Distrust> orders) {
    return Objects.requireNonNull(everywhere.getAndSet(List.copyOf(orders)));
  }

  /** Whether it was not there before: of the same order given twice there is one. */
  boolean add(Distrust interval) {
    return intervals.addIfAbsent(interval);
  }

  /** Whether it was there. */
  boolean remove(Distrust interval) {
    return intervals.remove(interval);
  }

  List<Distrust> all() {
    return Stream.concat(intervals.stream(), ordered().stream()).distinct().toList();
  }

  boolean covers(long asOfMicros) {
    List<Distrust> ordered = ordered();
    if (intervals.isEmpty() && ordered.isEmpty()) {
      return false;
    }
    Instant asOf = Micros.instant(asOfMicros);
    return anyCovers(intervals, asOf) || anyCovers(ordered, asOf);
  }

  /**
   * The end of the latest distrusted time that is over at an instant; the least of all numbers
   * where there is none.
   */
  long trustedSince(long asOfMicros) {
    List<Distrust> ordered = ordered();
    if (intervals.isEmpty() && ordered.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return Stream.concat(intervals.stream(), ordered.stream())
        .mapToLong(each -> Micros.of(each.until()))
        .filter(until -> until <= asOfMicros)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private List<Distrust> ordered() {
    return Objects.requireNonNull(everywhere.get());
  }

  private static boolean anyCovers(List<Distrust> intervals, Instant asOf) {
    for (Distrust each : intervals) {
      if (!asOf.isBefore(each.from()) && asOf.isBefore(each.until())) {
        return true;
      }
    }
    return false;
  }
}
