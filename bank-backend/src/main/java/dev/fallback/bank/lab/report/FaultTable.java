package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.load.Latencies;
import java.util.ArrayList;
import java.util.List;

/** Faults and variants side by side. */
final class FaultTable {
  private static final double MILLIS_PER_SECOND = 1000;

  /** Where there is nothing to measure. */
  private static final String NONE = "–";

  private static final List<String> HEADINGS =
      List.of(
          "Fault",
          "Variant",
          "Answered",
          "Failed",
          "Wrong",
          "First from the store",
          "p50",
          "p99",
          "Longest",
          "Recovered after",
          "Oldest served");

  private static final List<String> RESOURCES =
      List.of(
          "Fault",
          "p50 / p99 before",
          "p50 / p99 after",
          "Recordings lost",
          "Threads",
          "Heap",
          "Open files");

  private FaultTable() {}

  /** One row for each fault and variant; a soak's runs have begun more faults or fewer. */
  static String html(List<RunResult> runs) {
    List<String> rows = new ArrayList<>();
    int most = runs.stream().mapToInt(run -> run.faults().size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (RunResult run : runs) {
        if (i < run.faults().size()) {
          rows.add(row(run.faults().get(i), run.variant()));
        }
      }
    }
    return Html.wide(HEADINGS, rows);
  }

  private static String row(FaultResult fault, String variant) {
    return Html.row(
        List.of(
            fault.label(),
            variant,
            fault.availability() == null ? NONE : Phrase.of("%.2f %%", fault.availability()),
            counted(fault.failed(), fault.failed() > fault.excused()),
            counted(fault.wrong(), true),
            fault.duringFromStore() == 0 ? NONE : Phrase.ms(fault.firstStoreAnswerMs()),
            measured(fault.during(), fault.during().p50Ms()),
            measured(fault.during(), fault.during().p99Ms()),
            measured(fault.during(), fault.during().maxMs()),
            recovered(fault),
            fault.duringFromStore() == 0
                ? NONE
                : Phrase.of("%.1f s", fault.ages().maxMs() / MILLIS_PER_SECOND)));
  }

  private static String measured(Latencies all, double millis) {
    return all.count() == 0 ? NONE : Phrase.ms(millis);
  }

  private static String percentiles(Latencies all) {
    return all.count() == 0 ? NONE : Phrase.of("%.1f / %.1f ms", all.p50Ms(), all.p99Ms());
  }

  private static String counted(long bad, boolean promised) {
    return Phrase.of(bad == 0 || !promised ? "%,d" : Html.BAD + "%,d", bad);
  }

  private static String recovered(FaultResult fault) {
    Double recovery = fault.recoveryMs();
    if (recovery == null) {
      return fault.ended() ? Html.BAD + "never" : NONE;
    }
    return recovery == 0 ? "at once" : Phrase.ms(recovery);
  }

  /** What the banks held before and after each fault. */
  static String resources(List<FaultResult> faults) {
    return Html.wide(RESOURCES, faults.stream().map(FaultTable::held).toList());
  }

  private static String held(FaultResult fault) {
    FaultResult.Held held = fault.resources();
    return Html.row(
        List.of(
            fault.label(),
            percentiles(fault.before()),
            percentiles(fault.after()),
            Phrase.of("%,d", fault.dropped()),
            Phrase.of("%d → %d", held.threadsBefore(), held.threadsAfter()),
            Phrase.of("%.0f → %.0f MiB", held.heapMbBefore(), held.heapMbAfter()),
            Phrase.of("%d → %d", held.filesBefore(), held.filesAfter())));
  }
}
