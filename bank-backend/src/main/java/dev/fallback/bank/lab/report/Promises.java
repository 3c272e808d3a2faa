package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.report.RunResult.Check;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is promised: it holds or the run has failed, whatever the speed of the machine. */
final class Promises {
  /** While these last, reads are answered from the store. */
  private static final Set<FaultKind> STORE_ANSWERS =
      EnumSet.of(
          FaultKind.KILL,
          FaultKind.HANG,
          FaultKind.SLOW,
          FaultKind.REFUSE,
          FaultKind.FLAP,
          FaultKind.ERRORS,
          FaultKind.LIES,
          FaultKind.REWIND,
          FaultKind.OLD_RELEASE);

  /** These leave no call that succeeds, so the breaker opens. */
  private static final Set<FaultKind> OPENS =
      EnumSet.of(FaultKind.KILL, FaultKind.HANG, FaultKind.SLOW, FaultKind.REFUSE);

  /** Of so many postings that are sent some are accepted, whatever the limits of the accounts. */
  private static final long ENOUGH_POSTINGS = 20;

  private static final double MILLIS_PER_SECOND = 1000;

  private Promises() {}

  static List<Check> of(
      RunRecord run,
      RunResult.Reads reads,
      List<FaultResult> faults,
      RunResult.Postings postings,
      RunResult.@Nullable Invariants invariants) {
    List<Check> promises = new ArrayList<>();
    run.cutShort()
        .map(reason -> new Check(false, "The run went to its end: it did not. " + reason))
        .ifPresent(promises::add);
    promises.add(answered(reads, faults));
    promises.add(inTime(run, faults));
    promises.add(
        new Check(
            reads.wrong() == 0,
            Phrase.of(
                "Every answer was true: %,d of %,d were wrong%s%s.",
                reads.wrong(),
                reads.total() - reads.failed(),
                reads.repeated() == 0
                    ? ""
                    : Phrase.of(
                        ", beside %,d that repeated the lies of Postgres", reads.repeated()),
                run.truth().waiting() == 0
                    ? ""
                    : (run.cutShort().isPresent() ? ", and " : ", of which ")
                        + run.truth().waiting()
                        + " could not be judged")));
    promises.addAll(ofPostings(postings, invariants));
    promises.addAll(ofFaults(run, faults));
    run.closing()
        .map(
            closing ->
                new Check(
                    closing.answered() == closing.accounts(),
                    Phrase.of(
                        "At the end the store held a statement of every account: %,d of %,d.",
                        closing.answered(), closing.accounts())))
        .ifPresent(promises::add);
    return promises;
  }

  private static List<Check> ofPostings(
      RunResult.Postings postings, RunResult.@Nullable Invariants invariants) {
    List<Check> promises = new ArrayList<>();
    // What the database was not asked for, it did not confirm.
    if (invariants != null) {
      promises.add(
          new Check(
              postings.lost() == 0,
              Phrase.of(
                  "No acknowledged posting was lost: %,d of %,d were.",
                  postings.lost(), postings.accepted())));
    }
    promises.add(
        new Check(
            postings.contradictions().isEmpty(),
            Phrase.of(
                "Answers to postings agree with %s: %,d contradictions.",
                invariants != null ? "the database" : "each other",
                postings.contradictions().size())));
    if (invariants != null) {
      promises.add(
          new Check(
              invariants.violations() == 0,
              Phrase.of(
                  "No limit was ever broken: %,d violations in the database.",
                  invariants.violations())));
    }
    return promises;
  }

  /** What must have happened while faults lasted and around them, or they prove nothing. */
  private static List<Check> ofFaults(RunRecord run, List<FaultResult> faults) {
    List<Check> promises = new ArrayList<>();
    each(
            alone(run, faults, STORE_ANSWERS),
            fault -> fault.duringFromStore() > 0,
            "Reads went on from the store during %s",
            fault -> Phrase.of("%,d of %,d did", fault.duringFromStore(), fault.during().count()))
        .ifPresent(promises::add);
    each(
            alone(run, faults, OPENS),
            fault -> fault.openedMs() != null,
            "The breaker opened during %s",
            fault ->
                fault.openedMs() == null
                    ? "it did not"
                    : Phrase.of("after %.0f ms", fault.openedMs()))
        .ifPresent(promises::add);
    List<FaultResult> ended = faults.stream().filter(FaultResult::ended).toList();
    each(
            ended,
            fault -> fault.recoveryMs() != null,
            "The backend answered again after %s",
            fault ->
                fault.recoveryMs() == null
                    ? "it did not"
                    : Phrase.of("%.0f ms later", fault.recoveryMs()))
        .ifPresent(promises::add);
    each(
            ended,
            Promises::recorded,
            "Answers were recorded before and after %s",
            fault ->
                Phrase.of(
                    "%,d before, and %s its repair",
                    fault.recordings().before(),
                    fault.recordedAgainMs() == null
                        ? fault.recordings().dueAgain() ? "none after" : "too few changed after"
                        : Phrase.of("again %.0f ms after", fault.recordedAgainMs())))
        .ifPresent(promises::add);
    each(
            ended,
            Promises::posted,
            "Postings were accepted before and after %s",
            fault ->
                Phrase.of(
                    "%,d of %,d before, %,d of %,d after",
                    fault.posted().acceptedBefore(),
                    fault.posted().sentBefore(),
                    fault.posted().acceptedAfter(),
                    fault.posted().sentAfter()))
        .ifPresent(promises::add);
    return promises;
  }

  /** Reads may fail only while nothing is left to answer with. */
  private static Check answered(RunResult.Reads reads, List<FaultResult> faults) {
    long excused = faults.stream().mapToLong(FaultResult::excused).sum();
    return new Check(
        reads.failed() == excused && reads.total() > 0,
        excused == 0
            ? Phrase.of(
                "Every read was answered: %,d of %,d failed.", reads.failed(), reads.total())
            : Phrase.of(
                "Every read was answered while backend or store lived: %,d of %,d failed, and %,d"
                    + " more while both were gone or several things were broken at once.",
                reads.failed() - excused, reads.total(), excused));
  }

  /** A read that took so long did not wait for a slow machine. */
  private static Check inTime(RunRecord run, List<FaultResult> faults) {
    long late = faults.stream().mapToLong(FaultResult::late).sum();
    return new Check(
        late == 0,
        Phrase.of(
            "No read hung: %,d took longer than %.1f s.",
            late, FaultFigures.patience(run).toMillis() / MILLIS_PER_SECOND));
  }

  private static boolean recorded(FaultResult fault) {
    FaultResult.Recordings recordings = fault.recordings();
    return (recordings.before() > 0 || !recordings.dueBefore())
        && (fault.recordedAgainMs() != null || !recordings.dueAgain());
  }

  private static boolean posted(FaultResult fault) {
    FaultResult.Posted posted = fault.posted();
    return (posted.acceptedBefore() > 0 || posted.sentBefore() < ENOUGH_POSTINGS)
        && (posted.acceptedAfter() > 0 || posted.sentAfter() < ENOUGH_POSTINGS);
  }

  /** The phases that are one such fault, and went to their end. */
  private static List<FaultResult> alone(
      RunRecord run, List<FaultResult> faults, Set<FaultKind> kinds) {
    List<FaultResult> concerned = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      List<FaultKind> together = run.phases().get(i).phase().faults();
      if (together.size() == 1 && kinds.contains(together.get(0)) && faults.get(i).ended()) {
        concerned.add(faults.get(i));
      }
    }
    return concerned;
  }

  /** One check for all these phases; empty where there is none. */
  private static Optional<Check> each(
      List<FaultResult> concerned,
      Predicate<FaultResult> holds,
      String promise,
      Function<FaultResult, String> found) {
    if (concerned.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            concerned.stream().allMatch(holds),
            concerned.size() == 1
                ? promise.formatted(concerned.get(0).fault())
                    + ": "
                    + found.apply(concerned.get(0))
                    + "."
                : promise.formatted("each fault")
                    + ": "
                    + concerned.stream()
                        .map(fault -> fault.fault() + " " + found.apply(fault))
                        .collect(Collectors.joining(", "))
                    + "."));
  }
}
