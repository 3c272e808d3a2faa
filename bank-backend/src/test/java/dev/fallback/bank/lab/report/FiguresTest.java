package dev.fallback.bank.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.report.RunResult.Check;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.watch.StateLine;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Percentage NEARLY = Percentage.withPercentage(0.5);

  @Test
  void a_run_in_which_all_held_is_counted_and_timed() {
    RunResult result = Figures.of(SampleRun.held());

    assertThat(result.held()).isTrue();
    assertThat(result.promises()).allMatch(Check::held);
    assertThat(result.targets())
        .filteredOn(check -> !check.held())
        .extracting(Check::sentence)
        .containsExactly("Load of at least 300 reads and 100 postings a second: 100 and 10.");
    assertThat(result.reads().total()).isEqualTo(3005);
    assertThat(result.reads().fromStore()).isEqualTo(1200);
    assertThat(result.reads().fromBackend()).isEqualTo(1805);
    assertThat(result.outage().reads()).isEqualTo(1000);
    assertThat(result.outage().fromStore()).isEqualTo(1000);
    assertThat(result.outage().firstStoreAnswerMs()).isEqualTo(14);
    assertThat(result.outage().openedAfterMs()).isEqualTo(1000);
    assertThat(result.outage().openP99Ms()).isCloseTo(4, NEARLY);
    assertThat(result.outage().maxMs()).isCloseTo(1010, NEARLY);
    assertThat(result.outage().closedBefore()).isTrue();
    assertThat(result.recovery().postgresMs()).isEqualTo(500);
    assertThat(result.recovery().closedAfterMs()).isEqualTo(1505);
    assertThat(result.recovery().waitMs()).isEqualTo(9999);
    assertThat(result.postings().refused()).isEqualTo(105);
    assertThat(result.postings().unknown()).isEqualTo(1);
    assertThat(result.rate().reads()).isEqualTo(100);
  }

  @Test
  void a_fault_is_told_by_itself_before_while_and_after() {
    FaultResult fault = Figures.of(SampleRun.held()).faults().get(0);

    assertThat(fault.fault()).isEqualTo("kill");
    assertThat(fault.lasted()).isEqualTo(10_500);
    assertThat(fault.reads()).isEqualTo(3000);
    assertThat(fault.availability()).isEqualTo(100);
    assertThat(fault.duringFromStore()).isEqualTo(1050);
    assertThat(fault.before().count()).isEqualTo(1000);
    assertThat(fault.during().count()).isEqualTo(1050);
    assertThat(fault.after().count()).isEqualTo(950);
    assertThat(fault.firstStoreAnswerMs()).isEqualTo(14);
    assertThat(fault.openedMs()).isEqualTo(1000);
    assertThat(fault.recoveryMs()).isEqualTo(1490);
    assertThat(fault.ages().medianMs()).isEqualTo(2000);
    assertThat(fault.ages().counts().stream().mapToLong(count -> count).sum()).isEqualTo(1200);
    assertThat(fault.dropped()).isEqualTo(3);
    assertThat(fault.skipped()).containsEntry("UNCHANGED", 9L);
    assertThat(fault.resources().threadsAfter()).isEqualTo(41);
  }

  @Test
  void a_wrong_read_belongs_to_the_fault_in_whose_time_it_was_answered() {
    var wrong =
        new TruthCheck.Counts(3003, List.of(5_000_000_000L, 40_000_000_000L), 0, 0, 0, List.of());
    RunResult result = Figures.of(SampleRun.of(wrong, SampleRun.NOTHING_LOST, SampleRun.STATES));
    assertThat(result.reads().wrong()).isEqualTo(2);
    assertThat(result.faults().get(0).wrong()).isEqualTo(1);
  }

  @Test
  void the_run_up_counts_but_is_not_timed() {
    RunResult result = Figures.of(SampleRun.held());
    assertThat(result.reads().p99Ms()).isLessThan(10);
    assertThat(result.reads().total()).isEqualTo(3000 + 5);
  }

  @Test
  void a_wrong_or_unjudged_read_breaks_the_promise_and_the_headline_says_so() {
    var wrong =
        new TruthCheck.Counts(
            3004, List.of(5_000_000_000L), 0, 0, 0, List.of("read of account 7: stale"));
    RunResult result = Figures.of(SampleRun.of(wrong, SampleRun.NOTHING_LOST, SampleRun.STATES));
    assertThat(result.held()).isFalse();
    assertThat(Verdict.of(result))
        .isEqualTo(
            "It did not hold. Broken, 1 of 12: Every answer was true: 1 of 3,005 were wrong.");
    assertThat(Summary.lines(result)).contains("read of account 7: stale");

    var unjudged = new TruthCheck.Counts(3004, List.of(), 0, 1, 0, List.of());
    assertThat(Figures.of(SampleRun.of(unjudged, SampleRun.NOTHING_LOST, SampleRun.STATES)).held())
        .isFalse();
  }

  @Test
  void a_lost_posting_a_contradiction_and_a_violation_each_break_a_promise() {
    assertThat(broken(new FinalAudit(List.of("lost"), List.of(), 0, 0)))
        .containsExactly("No acknowledged posting was lost: 1 of 195 were.");
    assertThat(broken(new FinalAudit(List.of(), List.of("odd"), 0, 0)))
        .containsExactly("Answers to postings agree with the database: 1 contradictions.");
    assertThat(broken(new FinalAudit(List.of(), List.of(), 0, 3)))
        .containsExactly("No limit was ever broken: 3 violations in the database.");
  }

  @Test
  void a_breaker_that_never_moved_proves_nothing() {
    RunResult result =
        Figures.of(
            SampleRun.of(SampleRun.ALL_RIGHT, SampleRun.NOTHING_LOST, new StateLine(List.of())));
    assertThat(result.promises())
        .filteredOn(check -> !check.held())
        .extracting(Check::sentence)
        .containsExactly("The breaker opened during kill: it did not.");
    assertThat(result.recovery().closedAfterMs()).isNull();
    assertThat(Summary.lines(result)).anyMatch(line -> line.contains("never"));
  }

  private static List<String> broken(FinalAudit audit) {
    return Figures.of(SampleRun.of(SampleRun.ALL_RIGHT, audit, SampleRun.STATES))
        .promises()
        .stream()
        .filter(check -> !check.held())
        .map(Check::sentence)
        .toList();
  }
}
