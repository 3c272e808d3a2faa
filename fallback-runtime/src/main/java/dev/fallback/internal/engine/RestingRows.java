package dev.fallback.internal.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were written a moment ago and are left alone for a while, so that one that changes with
 * every call costs the store no more than one that changes now and then.
 *
 * <p>All rests are equally long, so they end in the order in which they began. Bounded: a row that
 * would be one too many does not rest. Any thread may ask whether a row rests; rests begin and end
 * by one thread at a time.
 */
final class RestingRows {
  private record Rest(Row row, long untilNanos) {}

  private final long restNanos;
  private final int atMost;
  private final Set<Row> rows = ConcurrentHashMap.newKeySet();
  private final Queue<Rest> ends = new ArrayDeque<>();

  /**
   * @param rest of each row; none if zero
   */
  RestingRows(Duration rest, int atMost) {
    this.restNanos = rest.toNanos();
    this.atMost = atMost;
  }

  boolean contains(Row row) {
    return rows.contains(row);
  }

  /** The row has just been sent to the store. */
  void begin(Row row, long nowNanos) {
    if (restNanos > 0 && ends.size() < atMost && rows.add(row)) {
      ends.add(new Rest(row, nowNanos + restNanos));
    }
  }

  /** The next row whose rest is over, which ends with that; null where there is none. */
  @Nullable Row end(long nowNanos) {
    Rest next = ends.peek();
    return next == null || next.untilNanos() - nowNanos > 0 ? null : end();
  }

  /** Ends the next rest, be it over or not; null where no row rests. */
  @Nullable Row end() {
    Rest next = ends.poll();
    if (next == null) {
      return null;
    }
    rows.remove(next.row());
    return next.row();
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /**
   * Nanoseconds until it is worth looking again: when the next rest is over, but then for others
   * with it. A row must rest.
   */
  long nanosToNext(long nowNanos) {
    return Math.max(restNanos / 8, ends.element().untilNanos() - nowNanos);
  }
}
