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

  private Promises() {}

  static List<Check> of(
      RunRecord run,
      RunResult.Reads reads,
      List<FaultResult> faults,
      RunResult.Postings postings,
      RunResult.Invariants invariants) {
    List<Check> promises = new ArrayList<>();
    promises.add(answered(reads, faults));
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
                    : ", of which " + run.truth().waiting() + " could not be judged")));
    promises.add(
        new Check(
            postings.lost() == 0,
            Phrase.of(
                "No acknowledged posting was lost: %,d of %,d were.",
                postings.lost(), postings.accepted())));
    promises.add(
        new Check(
            postings.contradictions().isEmpty(),
            Phrase.of(
                "Answers to postings agree with the database: %,d contradictions.",
                postings.contradictions().size())));
    promises.add(
        new Check(
            invariants.violations() == 0,
            Phrase.of(
                "No limit was ever broken: %,d violations in the database.",
                invariants.violations())));
    each(
            run,
            faults,
            STORE_ANSWERS,
            fault -> fault.duringFromStore() > 0,
            "Reads went on from the store during %s",
            fault -> Phrase.of("%,d of %,d did", fault.duringFromStore(), fault.during().count()))
        .ifPresent(promises::add);
    each(
            run,
            faults,
            OPENS,
            fault -> fault.openedMs() != null,
            "The breaker opened during %s",
            fault ->
                fault.openedMs() == null
                    ? "it did not"
                    : Phrase.of("after %.0f ms", fault.openedMs()))
        .ifPresent(promises::add);
    each(
            run,
            faults,
            EnumSet.allOf(FaultKind.class),
            fault -> fault.recoveryMs() != null,
            "The backend answered again after %s",
            fault ->
                fault.recoveryMs() == null
                    ? "it did not"
                    : Phrase.of("%.0f ms later", fault.recoveryMs()))
        .ifPresent(promises::add);
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

  /** Reads may fail only while nothing is left to answer with. */
  private static Check answered(RunResult.Reads reads, List<FaultResult> faults) {
    long excused =
        faults.stream()
            .filter(fault -> !fault.answersPromised())
            .mapToLong(FaultResult::failed)
            .sum();
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

  /** One check for all phases that are one such fault; empty where there is none. */
  private static Optional<Check> each(
      RunRecord run,
      List<FaultResult> faults,
      Set<FaultKind> kinds,
      Predicate<FaultResult> holds,
      String promise,
      Function<FaultResult, String> found) {
    List<FaultResult> concerned = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      List<FaultKind> together = run.phases().get(i).phase().faults();
      if (together.size() == 1 && kinds.contains(together.get(0))) {
        concerned.add(faults.get(i));
      }
    }
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
