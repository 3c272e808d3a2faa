package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.report.RunResult.Check;
import java.util.List;

/** What the demo promises: it holds or the demo has failed, whatever the speed of the machine. */
final class Promises {
  private Promises() {}

  static List<Check> of(
      RunResult.Reads reads,
      RunResult.Outage outage,
      RunResult.Postings postings,
      RunResult.Recovery recovery,
      RunResult.Invariants invariants,
      long unjudged) {
    return List.of(
        new Check(
            reads.failed() == 0 && reads.total() > 0,
            Phrase.of(
                "Every read was answered: %,d of %,d failed.", reads.failed(), reads.total())),
        new Check(
            reads.wrong() == 0 && unjudged == 0,
            Phrase.of(
                "Every answer was true: %,d of %,d were wrong%s.",
                reads.wrong(),
                reads.total() - reads.failed(),
                unjudged == 0 ? "" : ", of which " + unjudged + " could not be judged")),
        new Check(
            postings.lost() == 0,
            Phrase.of(
                "No acknowledged posting was lost: %,d of %,d were.",
                postings.lost(), postings.accepted())),
        new Check(
            postings.contradictions().isEmpty(),
            Phrase.of(
                "Answers to postings agree with the database: %,d contradictions.",
                postings.contradictions().size())),
        new Check(
            invariants.violations() == 0,
            Phrase.of(
                "No limit was ever broken: %,d violations in the database.",
                invariants.violations())),
        new Check(
            outage.fromStore() > 0,
            Phrase.of(
                "Reads went on from the store while Postgres was dead: %,d of %,d did.",
                outage.fromStore(), outage.reads())),
        new Check(
            outage.openedAfterMs() != null,
            outage.openedAfterMs() == null
                ? "The breaker opened after the kill: it did not."
                : Phrase.of(
                    "The breaker opened after the kill: after %.0f ms.", outage.openedAfterMs())),
        new Check(
            recovery.closedAfterMs() != null,
            recovery.closedAfterMs() == null
                ? "The breaker closed again after Postgres came back: it did not."
                : Phrase.of(
                    "The breaker closed again after Postgres came back: %.0f ms later.",
                    recovery.closedAfterMs())));
  }
}
