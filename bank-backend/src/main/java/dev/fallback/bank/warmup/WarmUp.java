package dev.fallback.bank.warmup;

import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankStartException;
import dev.fallback.bank.EventFeed.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Asks the backend for the statement of every account, in state Forced, so that all of them are in
 * the store. For a bank that serves nobody meanwhile: recordings of other callers would be counted
 * in. Blocks its caller; not thread-safe.
 */
public final class WarmUp {
  private static final int ROUNDS = 3;
  private static final Duration LAST_RECORDING = Duration.ofSeconds(30);

  private final BankCore bank;
  private final WarmUpSettings settings;
  private final LongSupplier nanoTime;

  public WarmUp(BankCore bank, WarmUpSettings settings) {
    this.bank = bank;
    this.settings = settings;
    this.nanoTime = System::nanoTime;
  }

  /**
   * Runs; accounts that failed are asked for again, twice at most.
   *
   * @param accounts their numbers
   * @param progress told how many accounts of the round are done, on this thread
   * @throws BankStartException when the store does not take a first recording in time
   * @throws InterruptedException when interrupted; the forced state is released then too
   */
  public WarmUpResult run(List<Long> accounts, IntConsumer progress) throws InterruptedException {
    ServiceControl control =
        bank.control()
            .orElseThrow(
                () -> new BankStartException("A bank without Cassandra has no store to fill."));
    control.hold(new Hold(State.FORCED, settings.author(), settings.reason(), settings.lasts()));
    try {
      long began = nanoTime.getAsLong();
      if (!accounts.isEmpty()) {
        awaitStore(accounts.get(0));
      }
      int recorded = 0;
      for (int round = 0; round < ROUNDS && recorded < accounts.size(); round++) {
        recorded = round(accounts, progress);
      }
      return new WarmUpResult(
          accounts.size(), recorded, Duration.ofNanos(nanoTime.getAsLong() - began));
    } finally {
      control.release();
    }
  }

  private void awaitStore(long account) throws InterruptedException {
    long deadline = nanoTime.getAsLong() + settings.storeWait().toNanos();
    Pace pace = new Pace(5, nanoTime);
    while (ask(List.of(account), pace, done -> {}) == 0) {
      if (nanoTime.getAsLong() - deadline > 0) {
        throw new BankStartException(
            "Cassandra took no recording within %d s; is it up, and migrated (schema migrate)?%s"
                .formatted(
                    settings.storeWait().toSeconds(),
                    bank.complaint().isEmpty() ? "" : " " + bank.complaint()));
      }
    }
  }

  private int round(List<Long> accounts, IntConsumer progress) throws InterruptedException {
    return ask(accounts, new Pace(settings.ratePerSecond(), nanoTime), progress);
  }

  /** Asks for each account once and waits for what becomes of the answers. */
  private int ask(List<Long> accounts, Pace pace, IntConsumer progress)
      throws InterruptedException {
    Semaphore permits = new Semaphore(settings.concurrency());
    Recordings recordings = new Recordings(permits);
    Subscription listening = bank.events().subscribe(recordings);
    try {
      for (long account : accounts) {
        pace.await();
        permits.acquire();
        bank.statements()
            .statement(account)
            .whenComplete(
                (answer, error) -> {
                  if (error != null) {
                    recordings.unanswered();
                  }
                });
        progress.accept(recordings.ended());
      }
      // Every permit is back once the last recording has ended.
      if (!permits.tryAcquire(
          settings.concurrency(), LAST_RECORDING.toMillis(), TimeUnit.MILLISECONDS)) {
        return recordings.recorded();
      }
      progress.accept(recordings.ended());
      return recordings.recorded();
    } finally {
      listening.close();
    }
  }
}
