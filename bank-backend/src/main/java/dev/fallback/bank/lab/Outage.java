package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.testkit.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Kills Postgres and starts it again, at given times, on a thread of its own. */
final class Outage {
  private final EmbeddedPostgres postgres;
  private final Waiter waiter;
  private final CompletableFuture<Marks> done = new CompletableFuture<>();
  private volatile Phase phase = Phase.BEFORE;

  /** Where the outage stands. */
  enum Phase {
    /** Postgres is up and was not touched. */
    BEFORE,
    /** Postgres is dead. */
    DEAD,
    /** Postgres is up again. */
    OVER
  }

  /**
   * What happened when, on the monotonic clock.
   *
   * @param killedNanos just before Postgres was killed
   * @param restartNanos just before it was started again
   * @param answeringNanos when it answered a query again
   */
  record Marks(long killedNanos, long restartNanos, long answeringNanos) {}

  Outage(EmbeddedPostgres postgres, Waiter waiter) {
    this.postgres = postgres;
    this.waiter = waiter;
  }

  /** Begins; both times are on the waiter's clock. */
  void schedule(long killAtNanos, long restartAtNanos) {
    var thread = new Thread(() -> run(killAtNanos, restartAtNanos), "outage");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it stands now. */
  Phase phase() {
    return phase;
  }

  /**
   * Waits until Postgres answers again.
   *
   * @throws ExecutionException when it could not be killed or restarted
   */
  Marks await() throws InterruptedException, ExecutionException {
    return done.get();
  }

  private void run(long killAtNanos, long restartAtNanos) {
    try {
      waiter.waitUntil(killAtNanos);
      long killed = waiter.nanos();
      postgres.kill();
      phase = Phase.DEAD;
      waiter.waitUntil(restartAtNanos);
      long restart = waiter.nanos();
      postgres.restart();
      long answering = waiter.nanos();
      phase = Phase.OVER;
      done.complete(new Marks(killed, restart, answering));
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
