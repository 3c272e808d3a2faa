package dev.fallback.bank.lab.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Small pieces of HTML. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * List items, marked as held or not.
   *
   * @param otherwise class of those that did not hold
   */
  static String checks(List<RunResult.Check> checks, String otherwise) {
    return checks.stream()
        .map(
            check ->
                "<li class=\"%s\">%s</li>"
                    .formatted(check.held() ? "held" : otherwise, escape(check.sentence())))
        .collect(Collectors.joining("\n"));
  }

  /** Rows of a table of names and values. */
  static String rows(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            row ->
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(escape(row.getKey()), escape(row.getValue())))
        .collect(Collectors.joining("\n"));
  }

  /** A few large figures side by side. */
  static String tiles(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            tile ->
                "<div class=\"tile\"><b>%s</b><span>%s</span></div>"
                    .formatted(escape(tile.getValue()), escape(tile.getKey())))
        .collect(Collectors.joining("\n"));
  }

  /** One row of a table; the first cell is its heading. */
  static String row(List<String> cells) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>"
        .formatted(
            escape(cells.get(0)),
            cells.stream()
                .skip(1)
                .map(cell -> "<td%s>%s</td>".formatted(mark(cell), escape(cell)))
                .collect(Collectors.joining()));
  }

  /** A cell that begins with this mark is bad news. */
  static final String BAD = "\u2717 ";

  private static String mark(String cell) {
    return cell.startsWith(BAD) ? " class=\"bad\"" : "";
  }

  /** A wide table that can be moved sideways where the page is narrow. */
  static String wide(List<String> headings, List<String> rows) {
    return "<div class=\"wide\"><table><thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody></table></div>"
        .formatted(
            headings.stream()
                .map(heading -> "<th scope=\"col\">" + escape(heading) + "</th>")
                .collect(Collectors.joining()),
            String.join("\n", rows));
  }
}
