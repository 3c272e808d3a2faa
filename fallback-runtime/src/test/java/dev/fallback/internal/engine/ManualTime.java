package dev.fallback.internal.engine;

import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands still until it is advanced; due timers run on the advancing thread. */
public final class ManualTime implements Time {
  private static final long ORIGIN_MICROS = 1_800_000_000_000_000L;

  private record Timer(long dueNanos, long order, Runnable task) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
  private long nanos;
  private long timersSet;

  @Override
  public synchronized long micros() {
    return ORIGIN_MICROS + nanos / 1_000;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Runnable after(long delayNanos, Runnable task) {
    Timer timer = new Timer(nanos + delayNanos, timersSet++, task);
    timers.add(timer);
    return () -> {
      synchronized (this) {
        timers.remove(timer);
      }
    };
  }

  public void advance(Duration by) {
    long target = nanos() + by.toNanos();
    for (Timer due = nextUntil(target); due != null; due = nextUntil(target)) {
      due.task().run();
    }
    synchronized (this) {
      nanos = target;
    }
  }

  /** Time goes by, and nothing runs: what is due meanwhile is late when next time is advanced. */
  synchronized void standStill(Duration by) {
    nanos += by.toNanos();
  }

  synchronized int pendingTimers() {
    return timers.size();
  }

  private synchronized Timer nextUntil(long target) {
    Timer first = timers.peek();
    if (first == null || first.dueNanos() > target) {
      return null;
    }
    timers.remove();
    nanos = Math.max(nanos, first.dueNanos());
    return first;
  }
}
