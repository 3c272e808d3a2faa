package dev.fallback.bank.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run for people, beside those that others published. */
final class LoadTable {
  private static final String ROW = "%-34s %9s %7s %13s %9s %6s %6s %6s %6s %6s";

  private LoadTable() {}

  static List<String> lines(LoadResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted(
            "",
            "requests",
            "failed",
            "inconsistent",
            "< 250 ms",
            "p50",
            "p75",
            "p95",
            "p99",
            "max"));
    lines.add(
        ROW.formatted(
            result.bank(),
            count(result.requests()),
            count(result.failed()),
            count(result.inconsistent()),
            String.format(Locale.ROOT, "%.2f %%", result.fastPercent()),
            result.p50Ms(),
            result.p75Ms(),
            result.p95Ms(),
            result.p99Ms(),
            result.maxMs()));
    lines.add(peers("Published: Java, median of 62", "–", "2", "–", "10", "223"));
    lines.add(peers("Published: all languages, median", "1", "2", "3", "5", "136"));
    lines.add("Times in ms. Published: another machine, whole stack within 1.5 CPUs and 550 MB.");
    lines.add("");
    if (result.cpuSeconds() != null && result.peakMiB() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "The bank's process took %.1f s of processor time, %.2f ms a request, and %.0f MiB at"
                  + " its peak.",
              result.cpuSeconds(),
              1000 * result.cpuSeconds() / Math.max(1, result.requests()),
              result.peakMiB()));
    }
    result.told().forEach(each -> lines.add("Contradiction: " + each));
    lines.add("Report: " + result.report() + "/index.html");
    lines.add(result.held() ? "Every demand held." : "NOT every demand held; see the report.");
    return lines;
  }

  private static String peers(
      String name, String p50, String p75, String p95, String p99, String max) {
    return ROW.formatted(name, count(61_503), "0", "0", "≥ 98 %", p50, p75, p95, p99, max);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
