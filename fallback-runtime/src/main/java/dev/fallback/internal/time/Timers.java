package dev.fallback.internal.time;

import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on one daemon thread, made for timeouts: set with nearly every call, cancelled with nearly
 * every one. The thread sleeps until a moment at which a timer was due, cancelled since or not, and
 * looks then only; it is woken when one is set that is due earlier. So timeouts of one length that
 * never run wake it twice in that length, however many are set, where the JDK's scheduled executor
 * is woken by each that finds no other. Thread-safe.
 */
final class Timers {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final long NEVER = Long.MAX_VALUE;

  private final ConcurrentNavigableMap<Due, Runnable> pending = new ConcurrentSkipListMap<>();
  private final AtomicLong count = new AtomicLong();
  private final long origin = System.nanoTime();

  /** When the thread looks for what is due; never later than anything pending is. */
  private final AtomicLong looksAt = new AtomicLong(NEVER);

  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param nanos since the origin
   * @param number tells apart what is due at the same moment
   */
  private record Due(long nanos, long number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Long.compare(nanos, other.nanos);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  Timers() {
    thread = new Thread(null, this::runAll, "fallback-timer", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs the task once after the delay.
   *
   * @return cancels the task and lets go of it; null when no timers are set any more
   */
  @Nullable Runnable after(long delayNanos, Runnable task) {
    if (closed) {
      return null;
    }
    long now = now();
    Due due = new Due(now + Math.min(delayNanos, NEVER - now), count.getAndIncrement());
    pending.put(due, task);
    if (closed && pending.remove(due) != null) { // the thread may have ended without it
      LockSupport.unpark(thread); // or waits for it
      return null;
    }
    if (looksBy(due.nanos())) {
      LockSupport.unpark(thread);
    }
    return () -> cancel(due);
  }

  private void cancel(Due due) {
    pending.remove(due);
    if (closed) {
      LockSupport.unpark(thread);
    }
  }

  /** Sets no more timers; the thread ends when those that are set have run or were cancelled. */
  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /**
   * @return false if it looks early enough already
   */
  private boolean looksBy(long nanos) {
    return looksAt.get() > nanos && looksAt.getAndAccumulate(nanos, Math::min) > nanos;
  }

  private void runAll() {
    while (!closed || !pending.isEmpty()) {
      try {
        sleepOrLook();
      } catch (Throwable e) { // want of memory, say: without this thread nothing would ever be late
        looksBy(now());
        complain("Timers could not be looked at, trying again", e);
      }
    }
  }

  private void sleepOrLook() {
    long sleep = looksAt.get() - now();
    if (sleep > 0) {
      LockSupport.parkNanos(this, sleep);
      Thread.interrupted(); // of no meaning here, and while it is set nothing sleeps
      return;
    }
    looksAt.set(NEVER); // before it looks, so that who comes afterwards wakes it
    VarHandle.fullFence(); // the map's reads are plain ones
    runDue();
    var first = pending.firstEntry();
    looksBy(first == null ? NEVER : first.getKey().nanos());
  }

  private void runDue() {
    for (var next = pending.firstEntry(); next != null; next = pending.firstEntry()) {
      if (next.getKey().nanos() > now()) {
        return;
      }
      if (pending.remove(next.getKey()) != null) {
        run(next);
      }
    }
  }

  private static void run(Map.Entry<Due, Runnable> timer) {
    try {
      timer.getValue().run();
    } catch (Throwable e) {
      complain("A timer's task failed", e);
    }
  }

  private static void complain(String what, Throwable error) {
    try {
      LOG.error(what, error);
    } catch (Throwable e) { // there is nobody to tell
      error.addSuppressed(e);
    }
  }

  private long now() {
    return System.nanoTime() - origin;
  }
}
