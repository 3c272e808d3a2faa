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
}
