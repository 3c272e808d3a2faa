package dev.fallback.internal.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The outcomes of the newest calls, in a ring. Thread-safe, without locks: an outcome takes a place
 * in the ring, and the counts change by the difference to the outcome that had it before. Most
 * follow a success with a success, and change nothing.
 */
final class CallsWindow implements OutcomeWindow {
  private static final int FAILED = 1;
  private static final int SLOW = 2;

  private final Thresholds thresholds;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong slow = new AtomicLong();
  private final AtomicIntegerArray ring;

  /**
   * @param size at least 1
   */
  CallsWindow(int size, Thresholds thresholds) {
    this.ring = new AtomicIntegerArray(size);
    this.thresholds = thresholds;
  }

  @Override
  public boolean record(long now, boolean failed, boolean slow) {
    int outcome = (failed ? FAILED : 0) | (slow ? SLOW : 0);
    long count = calls.incrementAndGet();
    int place = (int) ((count - 1) % ring.length());
    if (ring.get(place) != outcome) {
      int before = ring.getAndSet(place, outcome);
      change(this.failed, outcome & FAILED, before & FAILED);
      change(this.slow, outcome & SLOW, before & SLOW);
    }
    long failures = this.failed.get();
    long slows = this.slow.get();
    return (failures | slows) != 0
        && thresholds.reached(Math.min(count, ring.length()), failures, slows);
  }

  private static void change(AtomicLong count, int now, int before) {
    if (now != before) {
      count.addAndGet(now == 0 ? -1 : 1);
    }
  }
}
