package dev.fallback.bank.lab.report;

import java.util.ArrayList;
import java.util.List;

/** A result in words. */
public final class Summary {
  private Summary() {}

  /** One sentence: did it hold, and if not, what did not. */
  public static String headline(RunResult result) {
    if (result.held()) {
      return Phrase.of(
          "Postgres was dead for %.0f seconds, and not one of %,d reads failed or lied.",
          result.outage().durationMs() / 1000, result.reads().total());
    }
    List<String> broken =
        result.promises().stream()
            .filter(check -> !check.held())
            .map(RunResult.Check::sentence)
            .toList();
    return "It did not hold. " + String.join(" ", broken);
  }

  /** The whole story, line by line. */
  public static List<String> lines(RunResult result) {
    RunResult.Reads reads = result.reads();
    RunResult.Outage outage = result.outage();
    RunResult.Postings postings = result.postings();
    RunResult.Recovery recovery = result.recovery();
    List<String> lines = new ArrayList<>();
    lines.add(headline(result));
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
    lines.add(
        Phrase.of(
            "Postings   %,d sent (%.0f a second): %,d acknowledged, %,d over the limit, %,d refused"
                + " while Postgres was away, %,d unknown (%,d of them applied), %,d lost.",
            postings.accepted() + postings.declined() + postings.refused() + postings.unknown(),
            result.rate().postings(),
            postings.accepted(),
            postings.declined(),
            postings.refused(),
            postings.unknown(),
            postings.unknownApplied(),
            postings.lost()));
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
    lines.add(
        Phrase.of(
            "Database   %,d violations of limits or history.", result.invariants().violations()));
    Double peak = result.memory().peakMb();
    lines.add(
        Phrase.of(
            "Machine    %d cores; all processes together %s at their peak; first answer %.1f s"
                + " after the command.",
            result.environment().cores(),
            peak == null ? "of unknown size" : Phrase.of("%.0f MiB", peak),
            result.startup().firstAnswerMs() / 1000));
    lines.add("");
    result.promises().forEach(check -> lines.add(mark(check, "held", "BROKEN")));
    result.targets().forEach(check -> lines.add(mark(check, "met", "missed")));
    if (!reads.wrongSentences().isEmpty()) {
      lines.add("");
      lines.addAll(reads.wrongSentences());
    }
    postings.contradictions().stream().limit(20).forEach(lines::add);
    result.failures().forEach((kind, count) -> lines.add(Phrase.of("%,d × %s", count, kind)));
    return lines;
  }

  private static String mark(RunResult.Check check, String good, String bad) {
    return Phrase.of("%-7s %s", check.held() ? good : bad, check.sentence());
  }
}
