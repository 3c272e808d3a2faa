package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.truth.AccountLedger;
import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Books.Book;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.ReadEvidence;
import dev.fallback.bank.lab.truth.SentPosting;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends the requests of a load to a bank, keeps the ledger of what was acknowledged, has every read
 * judged and every request measured. Issued from one thread; answers come on the client's threads.
 */
public final class BankLoad implements OpenLoop.Target {
  private final BankHttp bank;
  private final Workload workload;
  private final Books books;
  private final TruthCheck truth;
  private final TruthClock clock;
  private final Measurements measurements;
  private final long loadStartNanos;
  private final InFlight readsInFlight = new InFlight();
  private final InFlight postingsInFlight = new InFlight();
  private volatile boolean postingsHeld;
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /**
   * @param loadStartNanos start of the load on the clock's monotonic time
   */
  public BankLoad(
      BankHttp bank,
      Workload workload,
      Books books,
      TruthCheck truth,
      TruthClock clock,
      Measurements measurements,
      long loadStartNanos) {
    this.bank = bank;
    this.workload = workload;
    this.books = books;
    this.truth = truth;
    this.clock = clock;
    this.measurements = measurements;
    this.loadStartNanos = loadStartNanos;
  }

  @Override
  public void issue(Arrival arrival, long startNanos) {
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
    readsInFlight.awaitNone(seconds);
    postingsInFlight.awaitNone(seconds);
  }

  /**
   * Makes no postings until told otherwise, and waits until those made are answered.
   *
   * @throws TimeoutException when some are not in time
   */
  public void holdPostings(long seconds) throws TimeoutException, InterruptedException {
    postingsHeld = true;
    postingsInFlight.awaitNone(seconds);
  }

  /** Makes postings again. */
  public void goOnPosting() {
    postingsHeld = false;
  }

  /** Acknowledgements that contradict each other or break a limit, each as a sentence. */
  public Queue<String> contradictions() {
    return contradictions;
  }

  private void read(long accountId, long startNanos) {
    readsInFlight.begun();
    Book book = books.current();
    long acknowledgedBefore = book.ledger().account(accountId).acknowledgedNow();
    Instant sentAt = clock.instant();
    long sentNanos = clock.nanos();
    bank.statement(accountId)
        .onComplete(
            result -> {
              try {
                long answeredNanos = clock.nanos();
                Instant answeredAt = clock.instant();
                ReadReply reply =
                    result.succeeded()
                        ? Replies.read(result.result())
                        : new ReadReply.Failed(Replies.reason(result.cause()));
                check(
                    reply,
                    answeredNanos,
                    answer ->
                        truth.check(
                            books.trials(
                                book,
                                new ReadEvidence(
                                    accountId,
                                    acknowledgedBefore,
                                    sentAt,
                                    answeredAt,
                                    answeredNanos,
                                    answer.provenance(),
                                    answer.statement())),
                            answer.provenance() instanceof Provenance.FromBackend
                                && books.backendLiedSince(sentNanos)));
                measurements.add(
                    sample(
                        reply,
                        startNanos - loadStartNanos,
                        answeredNanos - startNanos,
                        answeredAt));
              } finally {
                readsInFlight.ended();
              }
            });
  }

  private void check(
      ReadReply reply, long answeredNanos, Consumer<ReadReply.Answered> whenAnswered) {
    if (reply instanceof ReadReply.Answered answer) {
      whenAnswered.accept(answer);
    } else if (reply instanceof ReadReply.Unreadable unreadable) {
      truth.unreadable(unreadable.sentence(), answeredNanos);
      measurements.failure("read: unreadable answer");
    } else if (reply instanceof ReadReply.Failed failed) {
      measurements.failure("read: " + failed.reason());
    }
  }

  private static ReadSample sample(
      ReadReply reply, long startNanos, long latencyNanos, Instant answeredAt) {
    if (reply instanceof ReadReply.Answered answer) {
      return answer.provenance() instanceof Provenance.FromStore store
          ? new ReadSample(
              startNanos,
              latencyNanos,
              Source.STORE,
              Math.max(0, Duration.between(store.asOf(), answeredAt).toMillis()))
          : new ReadSample(startNanos, latencyNanos, Source.BACKEND);
    }
    return new ReadSample(startNanos, latencyNanos, Source.FAILED);
  }

  private void post(Workload.Plan plan, long startNanos) {
    postingsInFlight.begun();
    if (postingsHeld) {
      postingsInFlight.ended();
      return;
    }
    AccountLedger account = books.current().ledger().account(plan.accountId());
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
                postingsInFlight.ended();
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
