package dev.fallback.bank.lab.warmup;

import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.lab.load.Latencies;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Other users of Postgres: statements of accounts at random, at fixed times whatever the answers
 * take, straight from Postgres. A latency counts from when its read was due, and that of a read
 * that failed until it had failed.
 */
final class LightReads {
  private static final Logger LOG = LoggerFactory.getLogger(LightReads.class);
  private static final int MOST_OUT = 100_000;

  private final StatementService postgres;
  private final long first;
  private final int accounts;
  private final int perSecond;
  private final SplittableRandom random = new SplittableRandom(7);
  private final AtomicLong failed = new AtomicLong();

  LightReads(StatementService postgres, long first, int accounts, int perSecond) {
    this.postgres = postgres;
    this.first = first;
    this.accounts = accounts;
    this.perSecond = perSecond;
  }

  /** How many reads failed since this was made. */
  long failed() {
    return failed.get();
  }

  /**
   * Reads for a while.
   *
   * @throws IllegalStateException when reads have not ended long after the last was due
   */
  Latencies during(Duration window) throws InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(3);
    Semaphore out = new Semaphore(MOST_OUT);
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
                latencies.recordValue(System.nanoTime() - from);
                if (error != null) {
                  failed.incrementAndGet();
                  LOG.warn("A read beside the job failed", error);
                }
                out.release();
              });
    }
    if (!out.tryAcquire(MOST_OUT, 30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%d reads have not ended".formatted(MOST_OUT - out.availablePermits()));
    }
    return Latencies.of(latencies);
  }
}
