package dev.fallback.internal.engine;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The outcomes of the last seconds. Thread-safe, without locks.
 *
 * <p>Nothing is ever subtracted: outcomes are counted from the beginning of the phase on, and once
 * a second it is marked how far the counts had come. What lies in the window is the count now minus
 * the mark at the start of the window's oldest second. So a success, which is what nearly every
 * call is, costs one increment of a striped counter, and reading the window costs the same for
 * however many seconds. An outcome that arrives while a second is being marked falls into that
 * second or the one before.
 */
final class TimeWindow implements OutcomeWindow {
  private static final long NANOS_A_SECOND = 1_000_000_000;

  /** The counts as they were when each of the window's seconds began, in rings. */
  private static final class Marks {
    /** The newest, counted from the beginning of the phase. */
    final long second;

    final long[] calls;
    final long[] failed;
    final long[] slow;

    Marks(long second, long[] calls, long[] failed, long[] slow) {
      this.second = second;
      this.calls = calls;
      this.failed = failed;
      this.slow = slow;
    }

    int oldest() {
      return (int) ((second + 1) % calls.length);
    }
  }

  private final int seconds;
  private final Thresholds thresholds;
  private final long origin;
  private final LongAdder calls = new LongAdder();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong slow = new AtomicLong();
  private final AtomicReference<Marks> marks;

  /**
   * @param seconds at least 1
   */
  TimeWindow(int seconds, Thresholds thresholds, long now) {
    this.seconds = seconds;
    this.thresholds = thresholds;
    this.origin = now;
    this.marks =
        new AtomicReference<>(
            new Marks(0, new long[seconds], new long[seconds], new long[seconds]));
  }

  @Override
  public boolean record(long now, boolean failed, boolean slow) {
    Marks marks = marks((now - origin) / NANOS_A_SECOND);
    calls.increment();
    long failures = failed ? this.failed.incrementAndGet() : this.failed.get();
    long slows = slow ? this.slow.incrementAndGet() : this.slow.get();
    int oldest = marks.oldest();
    failures -= marks.failed[oldest];
    slows -= marks.slow[oldest];
    return (failures | slows) != 0
        && thresholds.reached(calls.sum() - marks.calls[oldest], failures, slows);
  }

  private Marks marks(long second) {
    for (; ; ) {
      Marks found = Objects.requireNonNull(marks.get());
      if (second <= found.second) {
        return found;
      }
      Marks next = marked(found, second);
      if (marks.compareAndSet(found, next)) {
        return next;
      }
    }
  }

  /** All seconds that began since the last mark began with the counts of now. */
  private Marks marked(Marks before, long second) {
    Marks next =
        new Marks(second, before.calls.clone(), before.failed.clone(), before.slow.clone());
    for (long each = Math.max(before.second + 1, second - seconds + 1); each <= second; each++) {
      int place = (int) (each % seconds);
      next.failed[place] = failed.get();
      next.slow[place] = slow.get();
      next.calls[place] = calls.sum();
    }
    return next;
  }
}
