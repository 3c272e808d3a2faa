package dev.fallback.bank.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.report.PhaseRecord.End;
import dev.fallback.bank.lab.report.RunResult.Check;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What breaks a promise, and what is excused. */
class PromisesTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final OptionalLong SOON = OptionalLong.of(22 * SECOND);
  private static final List<FaultKind> KILL = List.of(FaultKind.KILL);
  private static final List<FaultKind> BOTH = List.of(FaultKind.BOTH_DOWN);

  private static PhaseRecord over(List<FaultKind> faults) {
    return SampleRun.phase(faults, 400, SOON, End.RECOVERED, 40 * SECOND);
  }

  private static Measurements failingAt(long startNanos) {
    var measured = SampleRun.measurements();
    measured.add(new ReadSample(startNanos, 50 * MILLI, Source.FAILED));
    return measured;
  }

  private static List<String> broken(RunRecord run) {
    return Figures.of(run).promises().stream()
        .filter(check -> !check.held())
        .map(Check::sentence)
        .toList();
  }

  @Test
  void reads_that_fail_while_both_are_gone_are_excused_and_so_are_those_in_flight_when_they_went() {
    assertThat(broken(SampleRun.of(failingAt(15 * SECOND), over(BOTH)))).isEmpty();
    assertThat(broken(SampleRun.of(failingAt(10 * SECOND - 20 * MILLI), over(BOTH)))).isEmpty();
    assertThat(broken(SampleRun.of(failingAt(23 * SECOND), over(BOTH)))).isEmpty();
  }

  @Test
  void a_read_that_fails_before_both_are_gone_or_long_after_they_are_back_is_not_excused() {
    for (long start : new long[] {5 * SECOND, 36 * SECOND}) {
      RunRecord run = SampleRun.of(failingAt(start), over(BOTH));
      assertThat(broken(run)).containsExactly("Every read was answered: 1 of 3,006 failed.");
      assertThat(Figures.of(run).faults().get(0).failed()).isEqualTo(1);
      assertThat(Figures.of(run).faults().get(0).excused()).isZero();
    }
  }

  @Test
  void with_one_thing_broken_no_failed_read_is_excused() {
    assertThat(broken(SampleRun.of(failingAt(15 * SECOND), over(KILL))))
        .containsExactly("Every read was answered: 1 of 3,006 failed.");
  }

  @Test
  void banks_that_did_not_find_back_break_a_promise_whoever_answered_last() {
    PhaseRecord givenUp = SampleRun.phase(KILL, 400, SOON, End.NOT_RECOVERED, SampleRun.KILL.to());
    assertThat(broken(SampleRun.of(SampleRun.measurements(), givenUp)))
        .containsExactly("The backend answered again after kill: it did not.");
  }

  @Test
  void a_last_read_that_was_slow_does_not_undo_a_recovery_that_was_seen() {
    var measured = SampleRun.measurements();
    measured.add(new ReadSample(30 * SECOND - MILLI, 4 * MILLI, Source.STORE, 10));
    assertThat(broken(SampleRun.of(measured, SampleRun.KILL))).isEmpty();
  }

  @Test
  void a_store_that_takes_nothing_breaks_a_promise_though_all_it_says_is_true() {
    PhaseRecord nothing =
        SampleRun.phase(KILL, 0, OptionalLong.empty(), End.RECOVERED, SampleRun.KILL.to());
    assertThat(broken(SampleRun.of(SampleRun.measurements(), nothing)))
        .containsExactly(
            "Answers were recorded before and after kill: 0 before, and none after its repair.");
    PhaseRecord noMore =
        SampleRun.phase(
            List.of(FaultKind.STORE_KILL),
            400,
            OptionalLong.empty(),
            End.RECOVERED,
            SampleRun.KILL.to());
    assertThat(broken(SampleRun.of(SampleRun.measurements(), noMore)))
        .containsExactly(
            "Answers were recorded before and after store-kill: 400 before, and none after its"
                + " repair.");
  }

  @Test
  void nothing_need_be_recorded_where_next_to_nothing_changed() {
    var measured = new Measurements();
    for (ReadSample read : SampleRun.measurements().reads()) {
      measured.add(read);
    }
    measured.add(new PostingSample(SECOND, MILLI, Outcome.ACCEPTED));
    PhaseRecord nothing =
        SampleRun.phase(KILL, 0, OptionalLong.empty(), End.RECOVERED, SampleRun.KILL.to());
    assertThat(broken(SampleRun.of(measured, nothing))).isEmpty();
  }

  @Test
  void a_bank_that_refuses_every_posting_loses_none_and_breaks_a_promise() {
    var measured = new Measurements();
    for (ReadSample read : SampleRun.measurements().reads()) {
      measured.add(read);
    }
    for (PostingSample posting : SampleRun.measurements().postings()) {
      measured.add(
          posting.startNanos() < SampleRun.KILL.begun()
              ? posting
              : new PostingSample(posting.startNanos(), MILLI, Outcome.REFUSED));
    }
    assertThat(broken(SampleRun.of(measured, SampleRun.KILL)))
        .containsExactly(
            "Postings were accepted before and after kill: 100 of 100 before, 0 of 95 after.");
  }

  @Test
  void a_read_that_hung_breaks_a_promise_and_a_slow_one_does_not() {
    var slow = SampleRun.measurements();
    slow.add(new ReadSample(12 * SECOND, 5 * SECOND, Source.STORE, 10));
    assertThat(broken(SampleRun.of(slow, SampleRun.KILL))).isEmpty();
    var hung = SampleRun.measurements();
    hung.add(new ReadSample(12 * SECOND, 10 * SECOND, Source.STORE, 10));
    assertThat(broken(SampleRun.of(hung, SampleRun.KILL)))
        .containsExactly("No read hung: 1 took longer than 7.5 s.");
  }

  @Test
  void a_run_that_was_cut_short_holds_nothing_says_so_and_promises_no_more_than_was_seen() {
    RunRecord run = SampleRun.cutShort("fallback");
    assertThat(broken(run))
        .containsExactly("The run went to its end: it did not. The lab was told to end.");
    RunResult result = Figures.of(run);
    assertThat(result.reads().wrong()).isZero();
    assertThat(result.promises())
        .extracting(Check::sentence)
        .noneMatch(sentence -> sentence.contains("lost") || sentence.contains("limit"));
    assertThat(result.targets()).isEmpty();
    assertThat(Summary.lines(result))
        .contains("Database   was not asked.")
        .anyMatch(line -> line.endsWith("not known how many lost."));
    LabResult lab = Figures.of(List.of(run), Optional.of("The lab was told to end."));
    assertThat(lab.held()).isFalse();
    assertThat(lab.headline())
        .isEqualTo(
            "Incomplete, so nothing is proved: The lab was told to end. Until then 0 of 3,005 reads"
                + " failed, and 0 were wrong.");
  }

  @Test
  void a_lab_that_did_not_come_to_its_last_variant_holds_nothing() {
    LabResult lab = Figures.of(List.of(SampleRun.held()), Optional.of("A bank cannot start."));
    assertThat(lab.held()).isFalse();
    assertThat(lab.headline()).startsWith("Incomplete: A bank cannot start. Postgres was dead");
    assertThat(Figures.of(List.of(SampleRun.held(), SampleRun.cutShort("none"))).held()).isFalse();
  }

  @Test
  void where_no_read_was_due_there_is_a_dash_and_not_a_hundred_percent() {
    RunResult result = Figures.of(SampleRun.of(new Measurements(), SampleRun.KILL));
    assertThat(result.faults().get(0).availability()).isNull();
    assertThat(FaultTable.html(List.of(result))).contains("<td>–</td>").doesNotContain("100.00");
    assertThat(Summary.lines(result)).isNotEmpty();
    assertThat(result.held()).isFalse();
  }
}
