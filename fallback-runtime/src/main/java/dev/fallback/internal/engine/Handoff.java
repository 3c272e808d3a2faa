package dev.fallback.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands work to another thread: what runs users' code must not run on the timer's thread, where it
 * would delay every timeout, nor on the store's, where it would stop the driver's input. Work that
 * an executor refuses, be it full, closed or without a thread to give, goes to the next, because a
 * caller still waits for it; the last resort is to do it at once. Thread-safe.
 */
final class Handoff implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Handoff.class);

  private final Executor executor;
  private final @Nullable Handoff next;
  private final AtomicBoolean complained = new AtomicBoolean();

  /** To an executor; what it refuses is done at once. */
  Handoff(Executor executor) {
    this(executor, null);
  }

  /** To an executor; what it refuses goes to the next. */
  Handoff(Executor executor, @Nullable Handoff next) {
    this.executor = executor;
    this.next = next;
  }

  @Override
  public void execute(Runnable work) {
    Task task = new Task(work);
    try {
      executor.execute(task);
    } catch (Throwable refused) {
      if (task.get() == Thread.currentThread()) {
        throw refused; // by the work itself
      }
      refused(task, refused);
    }
  }

  private void refused(Task task, Throwable why) {
    if (next == null) {
      task.run();
      return;
    }
    if (complained.compareAndSet(false, true)) {
      LOG.warn(
          "{} takes no work; Fallback's own workers do it, now and silently later", executor, why);
    }
    next.execute(task);
  }

  /**
   * Work that is done once, and who does it: some executors take it and then throw, since they have
   * no thread for it yet.
   */
  private static final class Task extends AtomicReference<@Nullable Thread> implements Runnable {
    private static final long serialVersionUID = 1L;

    private final transient Runnable work;

    Task(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (compareAndSet(null, Thread.currentThread())) {
        work.run();
      }
    }
  }
}
