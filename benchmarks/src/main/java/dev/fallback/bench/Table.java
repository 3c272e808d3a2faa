package dev.fallback.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The outcomes as text, one comparison a line. */
final class Table {
  private static final List<String> HEADINGS =
      List.of(
          "case", "subject", "peer", "ours", "peer's", "ratio", "least", "target", "met", "spread");

  /** Columns of numbers, which are set flush right. */
  private static final int FIRST_NUMBER = 3;

  private Table() {}

  static String of(List<Outcome> outcomes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    outcomes.forEach(o -> rows.add(row(o)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(r -> line(r, widths)).collect(Collectors.joining("\n"));
  }

  private static List<String> row(Outcome outcome) {
    Comparison comparison = outcome.comparison();
    boolean targeted = comparison.target().isPresent();
    String unit = comparison.ours().unit();
    return List.of(
        comparison.name(),
        comparison.subject(),
        comparison.peer(),
        quantity(outcome.ours(), unit),
        quantity(outcome.theirs(), unit) + (comparison.leastOfPeer() ? " (least)" : ""),
        outcome.isMeasurable() ? format("%.3f", outcome.ratio()) : "–",
        format("%.3f", outcome.leastRatio()),
        targeted ? format("≤ %.3f", comparison.target().getAsDouble()) : "",
        targeted ? met(outcome) : "",
        format("±%.0f %%", 100 * Math.max(outcome.spread(), outcome.peerSpread()) / 2));
  }

  private static String met(Outcome outcome) {
    return outcome.isMet() ? "yes" : outcome.isMeasurable() ? "NO" : "not measurable";
  }

  private static String quantity(double value, String unit) {
    if (unit.equals("ns") && value >= 10_000) {
      return format("%.1f µs", value / 1_000);
    }
    return format(value < 100 && unit.equals("ns") ? "%.1f " : "%.0f ", value) + unit;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i < FIRST_NUMBER ? cells.get(i) + padding : padding + cells.get(i)).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
