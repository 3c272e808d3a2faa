package dev.fallback.internal.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time, in the order in which they came, on an executor's threads. What the
 * tasks touch needs no lock. Thread-safe.
 */
public final class Serial implements Executor {
  private final Executor workers;
  private final Consumer<Throwable> broken;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param broken is told what a task threw, in order like a task
   */
  public Serial(Executor workers, Consumer<Throwable> broken) {
    this.workers = workers;
    this.broken = broken;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        workers.execute(this::run);
      } catch (RejectedExecutionException closed) {
        run(); // closing: what waits must still hear of its end
      }
    }
  }

  private void run() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        try {
          task.run();
        } catch (Throwable e) {
          broken.accept(e);
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
