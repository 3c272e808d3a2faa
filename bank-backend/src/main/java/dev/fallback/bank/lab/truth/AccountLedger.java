package dev.fallback.bank.lab.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one account: what was sent, what was acknowledged under which sequence
 * number, what was surely refused. Starts empty with a balance of zero.
 *
 * <p>Clocks are read while the account's lock is held, so "acknowledged before sent" is decided by
 * the order of calls here and not by a comparison of times taken elsewhere. Thread-safe.
 */
public final class AccountLedger {
  private final long accountId;
  private final long limit;
  private final TruthClock clock;
  private final Map<String, SentPosting> sent = new HashMap<>();
  private final Map<String, Applied> appliedByDescription = new HashMap<>();
  private final Map<Long, Applied> appliedBySequence = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();
  private boolean complete;

  /** A posting known to be part of the account. */
  record Applied(SentPosting posting, long sequence, long balanceAfter, boolean acknowledged) {}

  private record Acknowledgement(Instant at, long highestSequence) {}

  AccountLedger(long accountId, long limit, TruthClock clock) {
    this.accountId = accountId;
    this.limit = limit;
    this.clock = clock;
  }

  /** The account's number. */
  public long accountId() {
    return accountId;
  }

  /** The account's overdraft limit in cents. */
  public long limit() {
    return limit;
  }

  /** Notes that a posting is about to be sent; call it just before sending. */
  public synchronized SentPosting send(String description, PostingKind kind, long amount) {
    var posting =
        new SentPosting(accountId, description, kind, amount, clock.instant(), clock.nanos());
    if (sent.putIfAbsent(description, posting) != null) {
      throw new IllegalArgumentException("description '" + description + "' was sent before");
    }
    return posting;
  }

  /**
   * Notes that the bank acknowledged a posting.
   *
   * @return what is wrong with the acknowledgement, if it contradicts an earlier one or the limit
   */
  public synchronized Optional<String> acknowledge(
      SentPosting posting, long sequence, long balanceAfter) {
    long highest = Math.max(acknowledgedNow(), sequence);
    acknowledgements.add(new Acknowledgement(clock.instant(), highest));
    return apply(new Applied(posting, sequence, balanceAfter, true));
  }

  /** Notes that the bank said for sure that a posting was not and will not be applied. */
  public synchronized void refuse(SentPosting posting) {
    refused.add(posting.description());
  }

  /** Highest sequence acknowledged so far; 0 before the first. */
  public synchronized long acknowledgedNow() {
    return acknowledgements.isEmpty()
        ? 0
        : acknowledgements.get(acknowledgements.size() - 1).highestSequence();
  }

  /** Highest sequence acknowledged before a moment of the wall clock; 0 when there was none. */
  public synchronized long acknowledgedBefore(Instant moment) {
    int low = 0;
    int high = acknowledgements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (acknowledgements.get(middle).at().isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : acknowledgements.get(low - 1).highestSequence();
  }

  /**
   * Compares with what the database holds when nothing is in flight any more, and learns from it
   * which postings of unknown outcome were applied.
   *
   * @param rows the account's postings, oldest first
   */
  public synchronized AccountAudit complete(List<SeenTransaction> rows) {
    var audit = new AccountAudit.Collector(accountId);
    Set<String> found = new HashSet<>();
    long balance = 0;
    long sequence = 0;
    for (SeenTransaction row : rows) {
      balance += row.kind().signed(row.amount());
      sequence++;
      if (row.sequence() != sequence || row.balanceAfter() != balance || balance < -limit) {
        audit.wrong(
            "account %d: the database holds %s where sequence %d, balance %d, limit %d are due"
                .formatted(accountId, row, sequence, balance, limit));
      }
      found.add(row.description());
      inspect(row, audit);
    }
    for (Applied applied : appliedByDescription.values()) {
      if (applied.acknowledged() && !found.contains(applied.posting().description())) {
        audit.lost(
            "account %d: posting '%s' was acknowledged as number %d and is not in the database"
                .formatted(accountId, applied.posting().description(), applied.sequence()));
      }
    }
    complete = true;
    return audit.audit();
  }

  private void inspect(SeenTransaction row, AccountAudit.Collector audit) {
    SentPosting posting = sent.get(row.description());
    if (posting == null) {
      audit.wrong(
          "account %d: the database holds %s, which was never sent".formatted(accountId, row));
      return;
    }
    if (posting.kind() != row.kind() || posting.amount() != row.amount()) {
      audit.wrong(
          "account %d: the database holds %s, sent was %s".formatted(accountId, row, posting));
    }
    if (refused.contains(row.description())) {
      audit.wrong(
          "account %d: posting '%s' was refused for sure, yet the database holds it as number %d"
              .formatted(accountId, row.description(), row.sequence()));
    }
    Applied known = appliedByDescription.get(row.description());
    if (known == null) {
      audit.resolved();
      apply(new Applied(posting, row.sequence(), row.balanceAfter(), false))
          .ifPresent(audit::wrong);
    } else if (known.sequence() != row.sequence() || known.balanceAfter() != row.balanceAfter()) {
      audit.wrong(
          "account %d: posting '%s' was acknowledged as number %d with balance %d, the database has %s"
              .formatted(
                  accountId, row.description(), known.sequence(), known.balanceAfter(), row));
    }
  }

  private Optional<String> apply(Applied applied) {
    appliedByDescription.put(applied.posting().description(), applied);
    Applied sameNumber = appliedBySequence.putIfAbsent(applied.sequence(), applied);
    if (sameNumber != null) {
      return Optional.of(
          "account %d: postings '%s' and '%s' are both number %d"
              .formatted(
                  accountId,
                  sameNumber.posting().description(),
                  applied.posting().description(),
                  applied.sequence()));
    }
    if (applied.balanceAfter() < -limit) {
      return Optional.of(
          "account %d: posting number %d left a balance of %d, below the limit of %d"
              .formatted(accountId, applied.sequence(), applied.balanceAfter(), -limit));
    }
    return Optional.empty();
  }

  synchronized boolean isComplete() {
    return complete;
  }

  synchronized Optional<SentPosting> sent(String description) {
    return Optional.ofNullable(sent.get(description));
  }

  synchronized boolean isRefused(String description) {
    return refused.contains(description);
  }

  synchronized Optional<Applied> applied(String description) {
    return Optional.ofNullable(appliedByDescription.get(description));
  }

  synchronized Optional<Applied> applied(long sequence) {
    return Optional.ofNullable(appliedBySequence.get(sequence));
  }
}
