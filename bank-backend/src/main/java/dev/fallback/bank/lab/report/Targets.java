package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.report.RunResult.Check;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times and sizes that are aimed at. They depend on the machine and on what else runs there, so
 * they are reported, met or missed, and break no promise.
 */
final class Targets {
  private static final double OPEN_P99_MS = 50;
  private static final double FIRST_ANSWER_MS = 30_000;
  private static final double PEAK_MB = 2560;
  private static final double READS_PER_SECOND = 300;
  private static final double POSTINGS_PER_SECOND = 100;
  private static final double WAIT_SHARE = 1.2;
  private static final double ONE_CALL_MS = 100;

  private Targets() {}

  /** Whether it is the demo, whose aims are more: one death of Postgres. */
  static boolean isDemo(List<FaultResult> faults) {
    return faults.size() == 1 && faults.get(0).fault().equals("kill");
  }

  static List<Check> of(
      List<FaultResult> faults,
      RunResult.Outage outage,
      RunResult.Recovery recovery,
      RunResult.Startup startup,
      RunResult.Rate rate,
      RunResult.Memory memory,
      Duration bound) {
    return isDemo(faults)
        ? ofDemo(outage, recovery, startup, rate, memory, bound)
        : faults.stream().map(fault -> bounded(fault, bound)).toList();
  }

  /** Every read of a fault within hard and store timeout. */
  private static Check bounded(FaultResult fault, Duration bound) {
    double longest =
        Math.max(fault.during().maxMs(), Math.max(fault.before().maxMs(), fault.after().maxMs()));
    return new Check(
        fault.overBound() == 0,
        Phrase.of(
            "%s: longest read %.0f ms, aimed at %d; %,d of %,d took longer.",
            fault.fault(), longest, bound.toMillis(), fault.overBound(), fault.reads()));
  }

  private static List<Check> ofDemo(
      RunResult.Outage outage,
      RunResult.Recovery recovery,
      RunResult.Startup startup,
      RunResult.Rate rate,
      RunResult.Memory memory,
      Duration bound) {
    @Nullable Double waitMs = recovery.waitMs();
    return List.of(
        new Check(
            rate.reads() >= READS_PER_SECOND && rate.postings() >= POSTINGS_PER_SECOND,
            Phrase.of(
                "Load of at least %.0f reads and %.0f postings a second: %.0f and %.0f.",
                READS_PER_SECOND, POSTINGS_PER_SECOND, rate.reads(), rate.postings())),
        new Check(
            outage.closedBefore(),
            outage.closedBefore()
                ? "The breaker was closed when Postgres was killed."
                : "The breaker was not closed when Postgres was killed: the bank was overloaded."),
        atMost(
            "First answer from the store after the kill",
            outage.firstStoreAnswerMs(),
            (double) bound.toMillis(),
            "ms"),
        atMost("Longest read of the outage", outage.maxMs(), (double) bound.toMillis(), "ms"),
        atMost("p99 of reads once the breaker was open", outage.openP99Ms(), OPEN_P99_MS, "ms"),
        atMost(
            "Breaker closed after Postgres answered",
            recovery.closedAfterMs(),
            waitMs == null ? 0 : WAIT_SHARE * waitMs + ONE_CALL_MS,
            "ms"),
        atMost(
            "From the command to the first answer", startup.firstAnswerMs(), FIRST_ANSWER_MS, "ms"),
        atMost("Memory of all processes at its peak", memory.peakMb(), PEAK_MB, "MiB"));
  }

  private static Check atMost(String what, @Nullable Double found, double most, String unit) {
    return found == null
        ? new Check(false, Phrase.of("%s: not measured, aimed at %.0f %s.", what, most, unit))
        : new Check(
            found <= most, Phrase.of("%s: %.0f %s, aimed at %.0f.", what, found, unit, most));
  }
}
