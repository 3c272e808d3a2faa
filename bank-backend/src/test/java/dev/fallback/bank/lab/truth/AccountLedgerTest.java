package dev.fallback.bank.lab.truth;

import static dev.fallback.bank.lab.truth.PostingKind.CREDIT;
import static dev.fallback.bank.lab.truth.PostingKind.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountLedgerTest {
  private final SettableTruthClock clock = new SettableTruthClock();
  private final AccountLedger account = new AccountLedger(1, 100, clock);

  @Test
  void knows_what_was_acknowledged_before_any_moment() {
    Instant start = clock.instant();
    for (int i = 1; i <= 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      account.acknowledge(account.send("p" + i, CREDIT, 1), i, i);
    }
    assertThat(account.acknowledgedBefore(start)).isZero();
    assertThat(account.acknowledgedBefore(start.plusMillis(1000))).isZero();
    assertThat(account.acknowledgedBefore(start.plusMillis(1001))).isEqualTo(1);
    assertThat(account.acknowledgedBefore(start.plusMillis(2500))).isEqualTo(2);
    assertThat(account.acknowledgedBefore(start.plusSeconds(99))).isEqualTo(3);
  }

  @Test
  void acknowledgements_out_of_order_never_lower_what_is_known() {
    SentPosting first = account.send("first", CREDIT, 1);
    SentPosting second = account.send("second", CREDIT, 1);
    account.acknowledge(second, 2, 2);
    account.acknowledge(first, 1, 1);
    assertThat(account.acknowledgedNow()).isEqualTo(2);
  }

  @Test
  void an_acknowledged_posting_that_the_database_does_not_hold_is_lost() {
    account.acknowledge(account.send("kept", CREDIT, 1), 1, 1);
    account.acknowledge(account.send("gone", CREDIT, 1), 2, 2);
    AccountAudit audit = account.complete(List.of(new SeenTransaction(1, CREDIT, 1, "kept", 1)));
    assertThat(audit.lost()).singleElement().asString().contains("'gone'", "number 2");
    assertThat(audit.wrong()).isEmpty();
  }

  @Test
  void two_acknowledgements_of_one_number_contradict_each_other_and_neither_is_forgotten() {
    account.acknowledge(account.send("a", CREDIT, 1), 1, 1);
    assertThat(account.acknowledge(account.send("b", CREDIT, 1), 1, 1))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("both number 1"));
    AccountAudit audit = account.complete(List.of(new SeenTransaction(1, CREDIT, 1, "a", 1)));
    assertThat(audit.lost()).singleElement().asString().contains("'b'");
  }

  @Test
  void an_acknowledged_balance_below_the_limit_is_told() {
    assertThat(account.acknowledge(account.send("a", DEBIT, 101), 1, -101))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("below the limit"));
  }

  @Test
  void the_database_may_hold_postings_of_unknown_outcome_but_no_refused_ones() {
    account.send("unknown", CREDIT, 1);
    account.refuse(account.send("refused", CREDIT, 1));
    AccountAudit audit =
        account.complete(
            List.of(
                new SeenTransaction(1, CREDIT, 1, "unknown", 1),
                new SeenTransaction(2, CREDIT, 1, "refused", 2)));
    assertThat(audit.wrong()).singleElement().asString().contains("'refused'", "refused for sure");
    assertThat(audit.resolved()).isEqualTo(2);
  }

  @Test
  void the_database_must_agree_with_what_was_sent_and_acknowledged() {
    account.acknowledge(account.send("a", CREDIT, 1), 1, 1);
    assertThat(account.complete(List.of(new SeenTransaction(1, CREDIT, 2, "a", 2))).wrong())
        .anySatisfy(sentence -> assertThat(sentence).contains("sent was"))
        .anySatisfy(sentence -> assertThat(sentence).contains("acknowledged as number 1"));
  }

  @Test
  void the_database_must_not_hold_what_nobody_sent_nor_gaps_nor_broken_limits() {
    AccountAudit audit =
        account.complete(
            List.of(
                new SeenTransaction(1, DEBIT, 150, "stray", -150),
                new SeenTransaction(3, CREDIT, 1, "gap", -149)));
    assertThat(audit.wrong())
        .anySatisfy(sentence -> assertThat(sentence).contains("never sent"))
        .anySatisfy(sentence -> assertThat(sentence).contains("balance -150"))
        .anySatisfy(sentence -> assertThat(sentence).contains("sequence 2"));
  }

  @Test
  void a_description_serves_one_posting_only() {
    account.send("a", CREDIT, 1);
    assertThatThrownBy(() -> account.send("a", CREDIT, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
