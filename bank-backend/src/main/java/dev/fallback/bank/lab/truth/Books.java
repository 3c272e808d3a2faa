package dev.fallback.bank.lab.truth;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The truth that is in force. It is replaced when the backend is restored to an earlier point, and
 * suspended for what the backend says while it is made to lie. Thread-safe.
 */
public final class Books {
  private static final long NEVER = Long.MIN_VALUE;
  private static final long STILL = Long.MAX_VALUE;

  private final TruthClock clock;
  private final AtomicLong liedUntil = new AtomicLong(NEVER);
  private volatile Book current;

  /** Differs from the current one while that is being replaced. */
  private volatile Book coming;

  /** A ledger and the judge that goes by it. No two are the same. */
  public static final class Book {
    private final Ledger ledger;
    private final Judge judge;

    /** A book of those two. */
    public Book(Ledger ledger, Judge judge) {
      this.ledger = ledger;
      this.judge = judge;
    }

    /** What was sent and acknowledged. */
    public Ledger ledger() {
      return ledger;
    }

    /** Who goes by it. */
    public Judge judge() {
      return judge;
    }
  }

  /** Begins with a book. */
  public Books(Book first, TruthClock clock) {
    this.current = first;
    this.coming = first;
    this.clock = clock;
  }

  /** The book in force now. */
  public Book current() {
    return current;
  }

  /** From now on another book may be in force already. */
  public void announce(Book other) {
    coming = other;
  }

  /** From now on the announced book is in force. */
  public void replace() {
    current = coming;
  }

  /** From now on the backend lies, or speaks the truth again. */
  public void backendLies(boolean lies) {
    liedUntil.set(lies ? STILL : clock.nanos());
  }

  /** Whether the backend lied at some time since then, on the monotonic clock. */
  public boolean backendLiedSince(long nanos) {
    long until = liedUntil.get();
    return until == STILL || (until != NEVER && until - nanos >= 0);
  }

  /** How a read that was sent under a book is to be judged now. */
  public List<TruthCheck.Trial> trials(Book sentUnder, ReadEvidence read) {
    Book now = coming;
    var then = new TruthCheck.Trial(sentUnder.judge(), read);
    return now == sentUnder
        ? List.of(then)
        : List.of(then, new TruthCheck.Trial(now.judge(), read.sentBeforeAnything()));
  }
}
