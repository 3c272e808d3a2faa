package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.truth.AccountLedger;
import dev.fallback.bank.lab.truth.Ledger;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.ReadEvidence;
import dev.fallback.bank.lab.truth.SentPosting;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends the requests of a load to a bank, keeps the ledger of what was acknowledged, has every read
 * judged and every request measured. Issued from one thread; answers come on the client's threads.
 */
public final class BankLoad implements OpenLoop.Target {
  private final BankHttp bank;
  private final Workload workload;
  private final Ledger ledger;
  private final TruthCheck truth;
  private final TruthClock clock;
  private final Measurements measurements;
  private final long loadStartNanos;
  private final Phaser inFlight = new Phaser(1);
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /**
   * @param loadStartNanos start of the load on the clock's monotonic time
   */
  public BankLoad(
      BankHttp bank,
      Workload workload,
      Ledger ledger,
      TruthCheck truth,
      TruthClock clock,
      Measurements measurements,
      long loadStartNanos) {
    this.bank = bank;
    this.workload = workload;
    this.ledger = ledger;
    this.truth = truth;
    this.clock = clock;
    this.measurements = measurements;
    this.loadStartNanos = loadStartNanos;
  }

  @Override
  public void issue(Arrival arrival, long startNanos) {
    inFlight.register();
    switch (arrival.kind()) {
      case READ -> read(workload.account(), startNanos);
      case POSTING -> post(workload.posting(), startNanos);
    }
  }

  /**
   * Waits until every request has its answer or its failure.
   *
   * @throws TimeoutException when some have neither in time
   */
  public void awaitAnswers(long seconds) throws TimeoutException, InterruptedException {
    int phase = inFlight.arrive();
    inFlight.awaitAdvanceInterruptibly(phase, seconds, TimeUnit.SECONDS);
  }

  /** Acknowledgements that contradict each other or break a limit, each as a sentence. */
  public Queue<String> contradictions() {
    return contradictions;
  }

  private void read(long accountId, long startNanos) {
    long acknowledgedBefore = ledger.account(accountId).acknowledgedNow();
    Instant sentAt = clock.instant();
    bank.statement(accountId)
        .onComplete(
            result -> {
              try {
                long answeredNanos = clock.nanos();
                Instant answeredAt = clock.instant();
                measurements.add(
                    new ReadSample(
                        startNanos - loadStartNanos,
                        answeredNanos - startNanos,
                        source(
                            result.succeeded()
                                ? Replies.read(result.result())
                                : new ReadReply.Failed(Replies.reason(result.cause())),
                            answer ->
                                new ReadEvidence(
                                    accountId,
                                    acknowledgedBefore,
                                    sentAt,
                                    answeredAt,
                                    answeredNanos,
                                    answer.provenance(),
                                    answer.statement()))));
              } finally {
                inFlight.arriveAndDeregister();
              }
            });
  }

  private Source source(ReadReply reply, Function<ReadReply.Answered, ReadEvidence> evidence) {
    if (reply instanceof ReadReply.Answered answer) {
      truth.check(evidence.apply(answer));
      return answer.provenance() instanceof Provenance.FromStore ? Source.STORE : Source.BACKEND;
    }
    if (reply instanceof ReadReply.Unreadable unreadable) {
      truth.unreadable(unreadable.sentence());
      measurements.failure("read: unreadable answer");
    } else if (reply instanceof ReadReply.Failed failed) {
      measurements.failure("read: " + failed.reason());
    }
    return Source.FAILED;
  }

  private void post(Workload.Plan plan, long startNanos) {
    AccountLedger account = ledger.account(plan.accountId());
    SentPosting posting = account.send(plan.description(), plan.kind(), plan.amount());
    bank.post(plan.accountId(), plan.kind(), plan.amount(), plan.description())
        .onComplete(
            result -> {
              try {
                long answeredNanos = clock.nanos();
                Outcome outcome =
                    outcome(
                        account,
                        posting,
                        result.succeeded()
                            ? Replies.posting(result.result())
                            : new PostingReply.Unknown(Replies.reason(result.cause())));
                measurements.add(
                    new PostingSample(
                        startNanos - loadStartNanos, answeredNanos - startNanos, outcome));
              } finally {
                inFlight.arriveAndDeregister();
              }
            });
  }

  private Outcome outcome(AccountLedger account, SentPosting posting, PostingReply reply) {
    if (reply instanceof PostingReply.Accepted accepted) {
      account
          .acknowledge(posting, accepted.sequence(), accepted.balance())
          .ifPresent(contradictions::add);
      return Outcome.ACCEPTED;
    }
    if (reply instanceof PostingReply.Unknown unknown) {
      measurements.failure("posting: " + unknown.reason());
      return Outcome.UNKNOWN;
    }
    account.refuse(posting);
    return reply instanceof PostingReply.Declined ? Outcome.DECLINED : Outcome.REFUSED;
  }
}
