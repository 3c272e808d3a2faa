package dev.fallback.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands work to another thread: what runs users' code must not run on the timer's thread, where it
 * would delay every timeout, nor on the store's, where it would stop the driver's input. Once the
 * executor is closed the work is done at once, because a caller still waits for it. Thread-safe.
 *
 * @param executor does the work
 */
record Handoff(Executor executor) implements Executor {
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException closed) {
      task.run();
    }
  }
}
