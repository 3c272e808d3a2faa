package dev.fallback.bank.lab.warmup;

import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.lab.load.Latencies;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Other users of Postgres: statements of accounts at random, at fixed times whatever the answers
 * take, straight from Postgres. A latency counts from when its read was due.
 */
final class LightReads {
  private static final int MOST_OUT = 100_000;

  private final StatementService postgres;
  private final long first;
  private final int accounts;
  private final int perSecond;
  private final SplittableRandom random = new SplittableRandom(7);

  LightReads(StatementService postgres, long first, int accounts, int perSecond) {
    this.postgres = postgres;
    this.first = first;
    this.accounts = accounts;
    this.perSecond = perSecond;
  }

  /**
   * Reads for a while.
   *
   * @throws IllegalStateException when a read failed: then there is nothing to compare
   */
  Latencies during(Duration window) throws InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(3);
    Semaphore out = new Semaphore(MOST_OUT);
    Semaphore failed = new Semaphore(0);
    long begin = System.nanoTime();
    long interval = 1_000_000_000L / perSecond;
    for (long due = begin; due - begin < window.toNanos(); due += interval) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      long from = due;
      out.acquire();
      postgres
          .statement(first + random.nextInt(accounts))
          .whenComplete(
              (statement, error) -> {
                if (error == null) {
                  latencies.recordValue(System.nanoTime() - from);
                } else {
                  failed.release();
                }
                out.release();
              });
    }
    if (!out.tryAcquire(MOST_OUT, 30, TimeUnit.SECONDS) || failed.availablePermits() > 0) {
      throw new IllegalStateException(
          failed.availablePermits() + " reads failed, others may not have ended");
    }
    return Latencies.of(latencies);
  }
}
