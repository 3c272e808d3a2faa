package dev.fallback.internal.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that a guard compares with what is stored before they are recorded. Guards are users'
 * code: they run one at a time, so that one that hangs costs one worker and no more, and the
 * answers that wait for them are bounded. Thread-safe.
 */
final class Comparisons {
  static final int MAXIMUM = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

  private final Executor workers;
  private final Semaphore places = new Semaphore(MAXIMUM);
  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unfinished = new AtomicInteger();

  Comparisons(Executor workers) {
    this.workers = workers;
  }

  /** Takes a place; false where all are taken. Who gets one must give it back by judging. */
  boolean begin() {
    return places.tryAcquire();
  }

  /** Runs the guard when those before it are done, and frees the place. */
  void judge(Runnable guard) {
    ready.add(guard);
    if (unfinished.getAndIncrement() == 0) {
      workers.execute(this::judgeAll);
    }
  }

  private void judgeAll() {
    do {
      Runnable next = ready.poll();
      try {
        if (next != null) {
          next.run();
        }
      } catch (Throwable e) { // those behind it must still be judged
        LOG.error("An answer could not be compared with what is stored", e);
      } finally {
        places.release();
      }
    } while (unfinished.decrementAndGet() > 0);
  }
}
