package dev.fallback.bank.lab.report;

import java.util.ArrayList;
import java.util.List;

/** A result in words. */
public final class Summary {
  private Summary() {}

  /** The whole story, line by line. */
  public static List<String> lines(RunResult result) {
    RunResult.Reads reads = result.reads();
    RunResult.Postings postings = result.postings();
    List<String> lines = new ArrayList<>();
    lines.add(
        result.judged() ? Verdict.of(result) : "For comparison, variant " + result.variant() + ":");
    lines.add("");
    lines.add(
        Phrase.of(
            "Reads      %,d sent (%.0f a second): %,d answered by Postgres, %,d by Cassandra,"
                + " %,d failed, %,d wrong.",
            reads.total(),
            result.rate().reads(),
            reads.fromBackend(),
            reads.fromStore(),
            reads.failed(),
            reads.wrong()));
    lines.add(
        Phrase.of(
            "           Every answer was compared with what had been acknowledged; %,d only at the"
                + " end.",
            reads.judgedLater()));
    if (reads.askedElsewhere() > 0) {
      lines.add(
          Phrase.of(
              "           %,d were asked of the second bank, since the first gave no answer.",
              reads.askedElsewhere()));
    }
    lines.add(
        Phrase.of(
            "Postings   %,d sent (%.0f a second): %,d acknowledged, %,d over the limit, %,d refused"
                + " while Postgres was away, %,d unknown (%,d of them applied), %s lost.",
            postings.accepted() + postings.declined() + postings.refused() + postings.unknown(),
            result.rate().postings(),
            postings.accepted(),
            postings.declined(),
            postings.refused(),
            postings.unknown(),
            postings.unknownApplied(),
            result.invariants() == null
                ? "not known how many"
                : Phrase.of("%,d", postings.lost())));
    if (reads.repeated() > 0) {
      lines.add(
          Phrase.of(
              "           %,d answers repeated what Postgres itself said while it lied.",
              reads.repeated()));
    }
    if (Targets.isDemo(result.faults()) && result.cutShort() == null) {
      demo(result, lines);
    } else {
      result.faults().forEach(fault -> lines.add(line(fault)));
    }
    lines.add(
        result.invariants() == null
            ? "Database   was not asked."
            : Phrase.of(
                "Database   %,d violations of limits or history.",
                result.invariants().violations()));
    Double peak = result.memory().peakMb();
    lines.add(
        Phrase.of(
            "Machine    %d cores; all processes together %s at their peak; first answer %.1f s"
                + " after the command.",
            result.environment().cores(),
            peak == null ? "of unknown size" : Phrase.of("%.0f MiB", peak),
            result.startup().firstAnswerMs() / 1000));
    lines.add("");
    String broken = result.judged() ? "BROKEN" : "not so";
    result.promises().forEach(check -> lines.add(mark(check, "held", broken)));
    result.targets().forEach(check -> lines.add(mark(check, "met", "missed")));
    if (!reads.wrongSentences().isEmpty()) {
      lines.add("");
      lines.addAll(reads.wrongSentences());
    }
    postings.contradictions().stream().limit(20).forEach(lines::add);
    result.failures().forEach((kind, count) -> lines.add(Phrase.of("%,d × %s", count, kind)));
    return lines;
  }

  private static void demo(RunResult result, List<String> lines) {
    RunResult.Outage outage = result.outage();
    RunResult.Recovery recovery = result.recovery();
    lines.add(
        Phrase.of(
            "Outage     %,d reads, %,d failed; p50 %s, p99 %s, longest %s; p99 once open %s.",
            outage.reads(),
            outage.failed(),
            Phrase.ms(outage.p50Ms()),
            Phrase.ms(outage.p99Ms()),
            Phrase.ms(outage.maxMs()),
            Phrase.ms(outage.openP99Ms())));
    lines.add(
        Phrase.of(
            "           First answer from Cassandra %s after the kill, breaker open after %s.",
            Phrase.ms(outage.firstStoreAnswerMs()), Phrase.ms(outage.openedAfterMs())));
    lines.add(
        Phrase.of(
            "Recovery   Postgres answered %s after its restart; breaker closed %s later (its wait"
                + " was %s).",
            Phrase.ms(recovery.postgresMs()),
            Phrase.ms(recovery.closedAfterMs()),
            Phrase.ms(recovery.waitMs())));
  }

  private static String line(FaultResult fault) {
    String name = Phrase.of("%-14s ", fault.fault());
    if (fault.availability() == null) {
      return name + "no read was due while it lasted.";
    }
    return name
        + Phrase.of(
            "%6.2f %% answered, %,d from Cassandra, %,d failed, %,d wrong; p50 %s, p99 %s,"
                + " longest %s; first from Cassandra %s; recovered after %s.",
            fault.availability(),
            fault.duringFromStore(),
            fault.failed(),
            fault.wrong(),
            Phrase.ms(fault.during().p50Ms()),
            Phrase.ms(fault.during().p99Ms()),
            Phrase.ms(fault.during().maxMs()),
            Phrase.ms(fault.firstStoreAnswerMs()),
            Phrase.ms(fault.recoveryMs()));
  }

  private static String mark(RunResult.Check check, String good, String bad) {
    return Phrase.of("%-7s %s", check.held() ? good : bad, check.sentence());
  }
}
