package dev.fallback.internal.time;

/**
 * How long something outside may take. A timer that fires much later than it was due says that this
 * process stood still: it collected garbage, got no processor, was stopped. What is waited for may
 * have come meanwhile, with nobody to notice, and that is not the other side's fault. So it looks
 * again a moment later, when the threads that would notice had their turn; once, so that a process
 * that is always late still has timeouts. Cassandra's failure detector overlooks its own pauses for
 * the same reason. Thread-safe.
 */
public final class Timeout implements Runnable {
  /** A timer later than this was held up. */
  public static final long TOLERATED_NANOS = 100_000_000;

  /** What the other threads get. */
  public static final long MOMENT_NANOS = 100_000_000;

  private final Time time;
  private final long dueNanos;
  private final Runnable task;
  private boolean lookedAgain;
  private volatile boolean cancelled;
  private volatile Runnable stop = () -> {};

  private Timeout(Time time, long dueNanos, Runnable task) {
    this.time = time;
    this.dueNanos = dueNanos;
    this.task = task;
  }

  /**
   * Runs the task once when the time is over. The task must be short and must not block.
   *
   * @return cancels the task and lets go of it
   */
  public static Runnable after(Time time, long nanos, Runnable task) {
    Timeout timeout = new Timeout(time, time.nanos() + nanos, task);
    timeout.stop = time.after(nanos, timeout);
    return timeout::cancel;
  }

  /** On the timers' thread: the time is over. */
  @Override
  public void run() {
    if (cancelled) {
      return;
    }
    if (lookedAgain || time.nanos() - dueNanos <= TOLERATED_NANOS) {
      task.run();
      return;
    }
    lookedAgain = true;
    stop = time.after(MOMENT_NANOS, this);
  }

  private void cancel() {
    cancelled = true; // for a second timer that is being set just now
    stop.run();
  }
}
