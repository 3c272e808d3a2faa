package dev.fallback.bank.lab.truth;

import dev.fallback.bank.lab.truth.Judgement.Right;
import dev.fallback.bank.lab.truth.Judgement.Undecided;
import dev.fallback.bank.lab.truth.Judgement.Wrong;
import dev.fallback.bank.lab.truth.Provenance.FromBackend;
import dev.fallback.bank.lab.truth.Provenance.FromStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a read is true: a statement must be exactly the account's state after its first
 * {@code k} postings, for a {@code k} that the answer's provenance allows.
 *
 * <p>From the backend, {@code k} covers every posting acknowledged before the read was sent, and
 * none sent after the answer was there. From the store, {@code k} covers every posting acknowledged
 * before the as-of, and none sent after the recorded call must have ended, which is the as-of plus
 * the hard timeout. The state itself is compared posting by posting: number, kind, amount,
 * description and balance after, with what was sent and acknowledged.
 *
 * <p>A posting whose outcome is not known yet makes a read undecided, never right; once the ledger
 * is complete nothing is undecided any more. Has no state.
 */
public final class Judge {

  /** How late a timer may fire before a recording counts as made after its hard timeout. */
  public static final Duration TIMER_TOLERANCE = Duration.ofMillis(250);

  /** How far the stated age may be from the one computed, for rounding and transit. */
  private static final long AGE_TOLERANCE_SECONDS = 1;

  private final Ledger ledger;
  private final Duration hardTimeout;

  /**
   * @param hardTimeout of the recorded calls: no recorded answer is newer than as-of plus this
   */
  public Judge(Ledger ledger, Duration hardTimeout) {
    this.ledger = ledger;
    this.hardTimeout = hardTimeout;
  }

  /** Judges by what is known now. */
  public Judgement judge(ReadEvidence read) {
    AccountLedger account = ledger.account(read.accountId());
    Optional<String> fault =
        shapeFault(account, read.statement())
            .or(() -> provenanceFault(read))
            .or(() -> staleFault(account, read));
    if (fault.isPresent()) {
      return wrong(read, fault.get());
    }
    Optional<String> open = Optional.empty();
    for (SeenTransaction seen : read.statement().transactions()) {
      Optional<String> contradiction = transactionFault(account, seen, read);
      if (contradiction.isPresent()) {
        return wrong(read, contradiction.get());
      }
      if (account.applied(seen.description()).isEmpty()) {
        open = Optional.of("posting '%s' is not settled".formatted(seen.description()));
      }
    }
    if (open.isEmpty()) {
      return new Right();
    }
    return account.isComplete()
        ? wrong(read, open.get() + ": neither acknowledged nor in the database at the end")
        : new Undecided(open.get());
  }

  /** Whether the statement agrees with itself, the account asked for and its limit. */
  private static Optional<String> shapeFault(AccountLedger account, SeenStatement statement) {
    if (statement.accountId() != account.accountId()) {
      return Optional.of("it is about account " + statement.accountId());
    }
    if (statement.limit() != account.limit()) {
      return Optional.of("limit %d, true is %d".formatted(statement.limit(), account.limit()));
    }
    List<SeenTransaction> shown = statement.transactions();
    long version = statement.version();
    if (version < 0 || shown.size() != Math.min(version, SeenStatement.SHOWN)) {
      return Optional.of(
          "%d transactions shown at version %d".formatted(shown.size(), statement.version()));
    }
    long number = version;
    long balance = statement.balance();
    for (SeenTransaction seen : shown) {
      if (seen.sequence() != number) {
        return Optional.of("number %d shown where %d is due".formatted(seen.sequence(), number));
      }
      if (seen.balanceAfter() != balance) {
        return Optional.of(
            "balance %d after number %d where %d is due"
                .formatted(seen.balanceAfter(), number, balance));
      }
      balance -= seen.kind().signed(seen.amount());
      number--;
    }
    return number == 0 && balance != 0
        ? Optional.of("the postings shown do not lead from 0 to " + statement.balance())
        : Optional.empty();
  }

  /** Whether what the answer says of its own age agrees with the clock. */
  private static Optional<String> provenanceFault(ReadEvidence read) {
    if (!(read.provenance() instanceof FromStore store)) {
      return Optional.empty();
    }
    if (store.asOf().isAfter(read.answeredAt())) {
      return Optional.of("as-of %s lies in the future".formatted(store.asOf()));
    }
    long youngest = Duration.between(store.asOf(), read.sentAt()).toSeconds();
    long oldest = Duration.between(store.asOf(), read.answeredAt()).toSeconds();
    if (store.ageSeconds() < youngest - AGE_TOLERANCE_SECONDS
        || store.ageSeconds() > oldest + AGE_TOLERANCE_SECONDS) {
      return Optional.of(
          "Age %d s stated, as-of %s is %d to %d s old"
              .formatted(store.ageSeconds(), store.asOf(), youngest, oldest));
    }
    return Optional.empty();
  }

  /** Whether a posting is missing that the answer had to know. */
  private static Optional<String> staleFault(AccountLedger account, ReadEvidence read) {
    long version = read.statement().version();
    long needed;
    String since;
    if (read.provenance() instanceof FromStore store) {
      needed = account.acknowledgedBefore(store.asOf());
      since = "its as-of, " + store.asOf();
    } else {
      needed = read.acknowledgedBefore();
      since = "it was asked for";
    }
    return version < needed
        ? Optional.of(
            "version %d, but number %d was acknowledged before %s"
                .formatted(version, needed, since))
        : Optional.empty();
  }

  /** Whether a shown transaction contradicts what was sent, acknowledged or refused. */
  private Optional<String> transactionFault(
      AccountLedger account, SeenTransaction seen, ReadEvidence read) {
    Optional<SentPosting> sent = account.sent(seen.description());
    if (sent.isEmpty()) {
      return Optional.of(
          ledger
              .ownerOf(seen.description())
              .map(owner -> seen + " belongs to account " + owner.accountId())
              .orElse(seen + " was never sent"));
    }
    SentPosting posting = sent.get();
    if (posting.kind() != seen.kind() || posting.amount() != seen.amount()) {
      return Optional.of(seen + " differs from what was sent, " + posting);
    }
    if (account.isRefused(seen.description())) {
      return Optional.of(seen + " was refused");
    }
    Optional<String> misplaced =
        account
            .applied(seen.description())
            .filter(a -> a.sequence() != seen.sequence() || a.balanceAfter() != seen.balanceAfter())
            .or(
                () ->
                    account
                        .applied(seen.sequence())
                        .filter(a -> !a.posting().description().equals(seen.description())))
            .map(a -> seen + " contradicts " + a);
    return misplaced.or(() -> tooNewFault(posting, read));
  }

  /** Whether a posting is shown that was sent when the answer must have been made already. */
  private Optional<String> tooNewFault(SentPosting posting, ReadEvidence read) {
    boolean afterAnswer = posting.sentNanos() - read.answeredNanos() > 0;
    boolean afterRecording =
        read.provenance() instanceof FromStore store
            && posting.sentAt().isAfter(store.asOf().plus(hardTimeout).plus(TIMER_TOLERANCE));
    return afterAnswer || afterRecording
        ? Optional.of(
            "posting '%s' was sent at %s, too late to be in this answer"
                .formatted(posting.description(), posting.sentAt()))
        : Optional.empty();
  }

  private static Judgement wrong(ReadEvidence read, String fault) {
    return new Wrong(
        "read of account %d answered at %s from %s: %s"
            .formatted(
                read.accountId(),
                read.answeredAt(),
                read.provenance() instanceof FromBackend ? "the backend" : "the store",
                fault));
  }
}
