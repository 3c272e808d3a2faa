package dev.fallback.bank.lab.report;

import java.util.List;
import java.util.Optional;

/** The verdict of a lab, in a sentence. */
final class Verdict {
  private static final double MILLIS_PER_SECOND = 1000;

  private Verdict() {}

  /** Of all runs of a lab, which may have ended early. */
  static String of(List<RunResult> runs, Optional<String> cutShort) {
    Optional<RunResult> judged = runs.stream().filter(RunResult::judged).findFirst();
    String told =
        judged
            .map(Verdict::of)
            .orElseGet(() -> "Compared: " + runs.get(0).variant() + ", without Fallback.");
    // A run that was cut short itself says so.
    return cutShort.isEmpty() || judged.filter(run -> run.cutShort() != null).isPresent()
        ? told
        : "Incomplete: " + cutShort.get() + " " + told;
  }

  static String of(RunResult run) {
    if (run.cutShort() != null) {
      return Phrase.of(
          "Incomplete, so nothing is proved: %s Until then %,d of %,d reads failed, and %,d were"
              + " wrong.",
          run.cutShort(), run.reads().failed(), run.reads().total(), run.reads().wrong());
    }
    if (!run.held()) {
      List<String> broken =
          run.promises().stream()
              .filter(check -> !check.held())
              .map(RunResult.Check::sentence)
              .toList();
      return Phrase.of(
          "It did not hold. Broken, %d of %d: %s",
          broken.size(), run.promises().size(), String.join(" ", broken));
    }
    List<FaultResult> faults = run.faults();
    if (faults.size() == 1 && faults.get(0).fault().equals("kill")) {
      return Phrase.of(
          "Postgres was dead for %.0f seconds, and not one of %,d reads failed or lied.",
          run.outage().durationMs() / MILLIS_PER_SECOND, run.reads().total());
    }
    long excused = run.reads().failed();
    String what =
        faults.size() == 1
            ? faults.get(0).label()
                + Phrase.of(" for %.0f seconds", faults.get(0).lasted() / MILLIS_PER_SECOND)
            : faults.size() + " faults one after the other";
    String repeated =
        run.reads().repeated() == 0
            ? ""
            : Phrase.of(
                " %,d answers repeated what Postgres itself said while it lied.",
                run.reads().repeated());
    return (excused == 0
            ? Phrase.of("%s, and not one of %,d reads failed or lied.", what, run.reads().total())
            : Phrase.of(
                "%s, and not one of %,d reads lied; none failed but %,d while nothing was left to"
                    + " answer with.",
                what, run.reads().total(), excused))
        + repeated;
  }
}
