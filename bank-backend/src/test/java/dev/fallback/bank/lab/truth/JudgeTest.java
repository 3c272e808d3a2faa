package dev.fallback.bank.lab.truth;

import static dev.fallback.bank.lab.truth.PostingKind.CREDIT;
import static dev.fallback.bank.lab.truth.PostingKind.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.truth.Judgement.Right;
import dev.fallback.bank.lab.truth.Judgement.Undecided;
import dev.fallback.bank.lab.truth.Judgement.Wrong;
import dev.fallback.bank.lab.truth.Provenance.FromBackend;
import dev.fallback.bank.lab.truth.Provenance.FromStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A judge that lets one lie pass proves nothing, so each kind of lie is told here. Time goes on by
 * one second with every step; account 7 has twelve acknowledged postings, account 8 two.
 */
class JudgeTest {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long LIMIT = 1000;

  private final SettableTruthClock clock = new SettableTruthClock();
  private final Ledger ledger = new Ledger(Map.of(7L, LIMIT, 8L, LIMIT), clock);
  private final Judge judge = new Judge(ledger, TIMEOUT);
  private final List<SeenTransaction> truth = new ArrayList<>();

  JudgeTest() {
    for (int i = 1; i <= 12; i++) {
      acknowledge("a" + i, i % 3 == 0 ? DEBIT : CREDIT, 10L * i);
    }
    AccountLedger other = ledger.account(8);
    other.acknowledge(other.send("b1", CREDIT, 5), 1, 5);
    other.acknowledge(other.send("b2", CREDIT, 5), 2, 10);
  }

  @Test
  void the_current_state_from_the_backend_is_right() {
    assertThat(judge(fromBackend(statement(12)))).isInstanceOf(Right.class);
  }

  @Test
  void an_account_without_postings_is_right_at_version_zero() {
    var fresh = new Ledger(Map.of(1L, LIMIT), clock);
    var read = read(1, 0, clock.instant(), new FromBackend(), empty(1));
    assertThat(new Judge(fresh, TIMEOUT).judge(read)).isInstanceOf(Right.class);
  }

  @Test
  void a_stale_state_from_the_backend_is_wrong() {
    assertWrong(fromBackend(statement(11)), "version 11, but number 12 was acknowledged");
  }

  @Test
  void an_empty_state_after_acknowledged_postings_is_wrong() {
    assertWrong(fromBackend(empty(7)), "version 0, but number 12 was acknowledged");
  }

  @Test
  void a_posting_acknowledged_while_the_read_was_under_way_may_be_missing() {
    long before = ledger.account(7).acknowledgedNow();
    acknowledge("late", CREDIT, 1);
    assertThat(judge(read(7, before, clock.instant(), new FromBackend(), statement(12))))
        .isInstanceOf(Right.class);
    assertThat(judge(read(7, before, clock.instant(), new FromBackend(), statement(13))))
        .isInstanceOf(Right.class);
  }

  @Test
  void a_state_from_the_store_is_right_from_its_as_of_on() {
    assertThat(judge(fromStore(statement(5), acknowledgedAt(5).plusMillis(1))))
        .isInstanceOf(Right.class);
  }

  @Test
  void a_state_from_the_store_may_be_newer_than_its_as_of_within_the_recorded_call() {
    assertThat(judge(fromStore(statement(6), acknowledgedAt(5).plusMillis(1))))
        .isInstanceOf(Right.class);
  }

  @Test
  void a_state_from_the_store_that_misses_a_posting_acknowledged_before_its_as_of_is_wrong() {
    assertWrong(
        fromStore(statement(5), acknowledgedAt(6).plusMillis(1)),
        "version 5, but number 6 was acknowledged before its as-of");
  }

  @Test
  void a_state_from_the_store_with_a_posting_sent_after_the_recorded_call_is_wrong() {
    assertWrong(fromStore(statement(8), acknowledgedAt(5).plusMillis(1)), "too late to be in this");
  }

  @Test
  void an_as_of_in_the_future_is_wrong() {
    assertWrong(fromStore(statement(12), clock.instant().plusMillis(1)), "lies in the future");
  }

  @Test
  void a_false_age_is_wrong() {
    Instant asOf = acknowledgedAt(12).plusMillis(1);
    assertWrong(
        read(7, 0, clock.instant(), new FromStore(asOf, 60), statement(12)), "Age 60 s stated");
  }

  @Test
  void the_statement_of_another_account_is_wrong() {
    var others = new SeenStatement(8, LIMIT, 10, 2, List.of(b(2, 10), b(1, 5)));
    assertWrong(fromBackend(others), "it is about account 8");
  }

  @Test
  void the_content_of_another_account_under_the_right_number_is_wrong() {
    var smuggled = new SeenStatement(7, LIMIT, 10, 2, List.of(b(2, 10), b(1, 5)));
    assertWrong(fromStore(smuggled, acknowledgedAt(2).plusMillis(1)), "belongs to account 8");
  }

  @Test
  void a_balance_torn_from_its_transactions_is_wrong() {
    SeenStatement true12 = statement(12);
    assertWrong(
        fromBackend(
            new SeenStatement(7, LIMIT, statement(11).balance(), 12, true12.transactions())),
        "balance");
  }

  @Test
  void a_version_torn_from_its_transactions_is_wrong() {
    SeenStatement true12 = statement(12);
    assertWrong(
        fromBackend(new SeenStatement(7, LIMIT, true12.balance(), 13, true12.transactions())),
        "number 12 shown where 13 is due");
  }

  @Test
  void a_missing_transaction_in_the_middle_is_wrong() {
    var shown = new ArrayList<>(statement(12).transactions());
    shown.remove(4);
    assertWrong(
        fromBackend(new SeenStatement(7, LIMIT, statement(12).balance(), 12, shown)),
        "9 transactions shown at version 12");
  }

  @Test
  void a_changed_amount_is_wrong_even_where_the_arithmetic_fits() {
    var shown = new ArrayList<>(statement(12).transactions());
    SeenTransaction last = shown.remove(9);
    shown.add(
        new SeenTransaction(
            last.sequence(),
            last.kind(),
            last.amount() + 1,
            last.description(),
            last.balanceAfter()));
    assertWrong(
        fromBackend(new SeenStatement(7, LIMIT, statement(12).balance(), 12, shown)),
        "differs from what was sent");
  }

  @Test
  void a_shifted_history_is_wrong_even_where_it_agrees_with_itself() {
    var shifted =
        statement(12).transactions().stream()
            .map(
                t ->
                    new SeenTransaction(
                        t.sequence(), t.kind(), t.amount(), t.description(), t.balanceAfter() + 3))
            .toList();
    assertWrong(
        fromBackend(new SeenStatement(7, LIMIT, statement(12).balance() + 3, 12, shifted)),
        "contradicts");
  }

  @Test
  void another_limit_is_wrong() {
    assertWrong(
        fromBackend(
            new SeenStatement(
                7, LIMIT + 1, statement(12).balance(), 12, statement(12).transactions())),
        "limit 1001, true is 1000");
  }

  @Test
  void an_invented_posting_is_wrong() {
    assertWrong(fromBackend(statementWith("invented", CREDIT, 3)), "was never sent");
  }

  @Test
  void a_refused_posting_is_wrong() {
    AccountLedger account = ledger.account(7);
    account.refuse(account.send("refused", CREDIT, 3));
    clock.advance(STEP);
    assertWrong(fromBackend(statementWith("refused", CREDIT, 3)), "was refused");
  }

  @Test
  void a_posting_under_the_number_of_another_is_wrong() {
    acknowledge("a13", CREDIT, 3);
    AccountLedger account = ledger.account(7);
    account.send("flying", CREDIT, 3);
    clock.advance(STEP);
    truth.remove(12);
    assertWrong(fromBackend(statementWith("flying", CREDIT, 3)), "contradicts");
  }

  @Test
  void a_posting_sent_after_the_answer_is_wrong_also_when_judged_later() {
    Instant answeredAt = clock.instant();
    long answeredNanos = clock.nanos();
    clock.advance(STEP);
    acknowledge("a13", CREDIT, 3);
    var early =
        new ReadEvidence(
            7, 12, answeredAt, answeredAt, answeredNanos, new FromBackend(), statement(13));
    assertWrong(early, "too late to be in this answer");
  }

  @Test
  void a_posting_in_flight_leaves_a_read_undecided_until_it_is_acknowledged() {
    AccountLedger account = ledger.account(7);
    SentPosting flying = account.send("flying", CREDIT, 3);
    clock.advance(STEP);
    ReadEvidence read = fromBackend(statementWith("flying", CREDIT, 3));
    assertThat(judge(read)).isInstanceOf(Undecided.class);

    account.acknowledge(flying, 13, statement(12).balance() + 3);
    assertThat(judge(read)).isInstanceOf(Right.class);
  }

  @Test
  void an_acknowledgement_with_another_balance_turns_an_undecided_read_wrong() {
    AccountLedger account = ledger.account(7);
    SentPosting flying = account.send("flying", CREDIT, 3);
    clock.advance(STEP);
    ReadEvidence read = fromBackend(statementWith("flying", CREDIT, 3));
    account.acknowledge(flying, 13, statement(12).balance() + 4);
    assertWrong(read, "contradicts");
  }

  @Test
  void a_posting_of_unknown_outcome_is_settled_by_the_database() {
    AccountLedger account = ledger.account(7);
    account.send("unknown", CREDIT, 3);
    clock.advance(STEP);
    ReadEvidence read = fromBackend(statementWith("unknown", CREDIT, 3));
    var rows = new ArrayList<>(truth);
    rows.add(new SeenTransaction(13, CREDIT, 3, "unknown", truth.get(11).balanceAfter() + 3));

    AccountAudit audit = account.complete(rows);

    assertThat(audit.lost()).isEmpty();
    assertThat(audit.wrong()).isEmpty();
    assertThat(audit.resolved()).isEqualTo(1);
    assertThat(judge(read)).isInstanceOf(Right.class);
  }

  @Test
  void a_posting_that_is_nowhere_at_the_end_makes_the_reads_that_showed_it_wrong() {
    AccountLedger account = ledger.account(7);
    account.send("unknown", CREDIT, 3);
    clock.advance(STEP);
    ReadEvidence read = fromBackend(statementWith("unknown", CREDIT, 3));

    account.complete(truth);

    assertWrong(read, "neither acknowledged nor in the database");
  }

  @Test
  void every_true_prefix_is_right_and_no_other_version_is_when_read_from_the_store() {
    Instant asOf = acknowledgedAt(6).plusMillis(1);
    for (int k = 0; k <= 12; k++) {
      Judgement judgement = judge(fromStore(k == 0 ? empty(7) : statement(k), asOf));
      if (k == 6 || k == 7) {
        assertThat(judgement).as("version %d", k).isInstanceOf(Right.class);
      } else {
        assertThat(judgement).as("version %d", k).isInstanceOf(Wrong.class);
      }
    }
  }

  private void acknowledge(String description, PostingKind kind, long amount) {
    AccountLedger account = ledger.account(7);
    long before = truth.isEmpty() ? 0 : truth.get(truth.size() - 1).balanceAfter();
    SentPosting posting = account.send(description, kind, amount);
    long sequence = truth.size() + 1L;
    long balance = before + kind.signed(amount);
    clock.advance(STEP.dividedBy(2));
    assertThat(account.acknowledge(posting, sequence, balance)).isEmpty();
    truth.add(new SeenTransaction(sequence, kind, amount, description, balance));
    clock.advance(STEP.dividedBy(2));
  }

  /** Posting n is sent at (n-1) seconds and acknowledged half a second later. */
  private static Instant acknowledgedAt(int sequence) {
    return SettableTruthClock.START.plus(STEP.multipliedBy(sequence)).minus(STEP.dividedBy(2));
  }

  private SeenStatement statement(int version) {
    var shown = new ArrayList<SeenTransaction>();
    for (int i = version; i > Math.max(0, version - SeenStatement.SHOWN); i--) {
      shown.add(truth.get(i - 1));
    }
    return new SeenStatement(7, LIMIT, truth.get(version - 1).balanceAfter(), version, shown);
  }

  private SeenStatement statementWith(String description, PostingKind kind, long amount) {
    long balance = statement(truth.size()).balance() + kind.signed(amount);
    long sequence = truth.size() + 1L;
    var shown = new ArrayList<SeenTransaction>();
    shown.add(new SeenTransaction(sequence, kind, amount, description, balance));
    shown.addAll(statement(truth.size()).transactions().subList(0, 9));
    return new SeenStatement(7, LIMIT, balance, sequence, shown);
  }

  private static SeenStatement empty(long accountId) {
    return new SeenStatement(accountId, LIMIT, 0, 0, List.of());
  }

  private static SeenTransaction b(long sequence, long balance) {
    return new SeenTransaction(sequence, CREDIT, 5, "b" + sequence, balance);
  }

  private ReadEvidence fromBackend(SeenStatement statement) {
    long before = ledger.account(7).acknowledgedNow();
    return read(7, before, clock.instant(), new FromBackend(), statement);
  }

  private ReadEvidence fromStore(SeenStatement statement, Instant asOf) {
    long age = Duration.between(asOf, clock.instant()).toSeconds();
    return read(7, 12, clock.instant(), new FromStore(asOf, age), statement);
  }

  private ReadEvidence read(
      long account, long before, Instant at, Provenance provenance, SeenStatement statement) {
    return new ReadEvidence(account, before, at, at, clock.nanos(), provenance, statement);
  }

  private Judgement judge(ReadEvidence read) {
    return judge.judge(read);
  }

  private void assertWrong(ReadEvidence read, String part) {
    Judgement judgement = judge(read);
    assertThat(judgement).isInstanceOf(Wrong.class);
    assertThat(((Wrong) judgement).sentence()).contains(part);
  }
}
