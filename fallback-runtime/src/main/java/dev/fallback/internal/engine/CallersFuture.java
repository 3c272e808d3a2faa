package dev.fallback.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future that a caller gets. A thread that waits for it lends itself: what is still to be done
 * for the call once the store has answered is done on that thread, which has nothing else to do.
 * Handed to a worker, it would wait for two threads to be woken one after the other, the worker and
 * then the caller, and to wake a thread takes longer than all the rest.
 *
 * <p>What hangs on the future then runs on the waiting thread, as it may with every {@code
 * CompletableFuture}. Only {@link #get()} and {@link #join()} lend, and one thread at a time; where
 * nobody waits, the executor does the work. Thread-safe.
 */
abstract class CallersFuture<R> extends CompletableFuture<R> {
  private static final VarHandle WAITER = waiter();

  /** A waiting thread, and what it was given to do, which is one task at most. */
  private static final class Waiter extends AtomicReference<@Nullable Runnable> {
    private static final long serialVersionUID = 1L;

    /** Stands where a task may not be given any more. */
    private static final Runnable GONE = Waiter::gone;

    private final transient Thread thread = Thread.currentThread();

    boolean takes(Runnable task) {
      if (!compareAndSet(null, task)) {
        return false;
      }
      wake();
      return true;
    }

    void wake() {
      LockSupport.unpark(thread);
    }

    private static void gone() {}

    @Nullable Runnable leave() {
      return getAndSet(GONE);
    }
  }

  private volatile @Nullable Waiter waiter;

  private static VarHandle waiter() {
    try {
      return MethodHandles.lookup().findVarHandle(CallersFuture.class, "waiter", Waiter.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Does the work on the thread that waits for the call, if there is one. */
  final void goOn(Runnable work, Executor otherwise) {
    Waiter found = waiter;
    if (found == null || !found.takes(work)) {
      otherwise.execute(work);
    }
  }

  /** Whether this answered the call. */
  final boolean answer(R value) {
    return super.complete(value);
  }

  /** Whether this ended the call. */
  final boolean fail(Throwable error) {
    return super.completeExceptionally(error);
  }

  /**
   * The caller ended it; once.
   *
   * @param cancels whether he wants what is under way for him to end, too
   */
  abstract void endedByCaller(boolean cancels);

  private boolean ended(boolean byCaller, boolean cancels) {
    if (byCaller) {
      endedByCaller(cancels);
    }
    return byCaller;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // not super's: it also says yes where the future was cancelled before
    return ended(fail(new CancellationException()), true) || isCancelled();
  }

  /** By the caller, for instance through {@code completeOnTimeout}. */
  @Override
  public boolean complete(R value) {
    return ended(answer(value), false);
  }

  /** By the caller, for instance through {@code orTimeout}. */
  @Override
  public boolean completeExceptionally(Throwable error) {
    return ended(fail(error), false);
  }

  /** By the caller, from another thread. */
  @Override
  public CompletableFuture<R> completeAsync(Supplier<? extends R> value, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(value.get());
          } catch (Throwable e) {
            completeExceptionally(e);
          }
        });
    return this;
  }

  /** By the caller, whatever it was before. */
  @Override
  public void obtrudeValue(R value) {
    complete(value);
    super.obtrudeValue(value);
  }

  /** By the caller, whatever it was before. */
  @Override
  public void obtrudeException(Throwable error) {
    completeExceptionally(error);
    super.obtrudeException(error);
  }

  @Override
  public R get() throws InterruptedException, ExecutionException {
    lend();
    return super.get();
  }

  @Override
  public R join() {
    lend();
    return super.join();
  }

  /** Ends when the call has, when a task was done, or when the thread is interrupted. */
  private void lend() {
    if (isDone() || ForkJoinTask.inForkJoinPool()) {
      return; // a pool puts another thread in the place of one that waits as it knows
    }
    Waiter mine = new Waiter();
    if (!WAITER.compareAndSet(this, null, mine)) {
      return;
    }
    whenComplete((answer, error) -> mine.wake()); // however it ends, be it by completeAsync
    while (!isDone() && mine.get() == null && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
    waiter = null;
    Runnable task = mine.leave();
    if (task != null) {
      task.run();
    }
  }
}
