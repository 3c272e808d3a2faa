package dev.fallback.bank.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as one HTML file that needs nothing else: charts, verdict, figures. */
public final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");
  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  private HtmlReport() {}

  /**
   * Writes a report, making the file's folder where it is missing.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, RunRecord run, RunResult result) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, page(run, result));
  }

  static String page(RunRecord run, RunResult result) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(result.held() ? "Outage demo: held" : "Outage demo: broken"));
    parts.put("verdict", result.held() ? "held" : "broken");
    parts.put("headline", Html.escape(Summary.headline(result)));
    parts.put("lead", Html.escape(lead(result)));
    parts.put("promises", Html.checks(result.promises(), "broken"));
    parts.put("targets", Html.checks(result.targets(), "missed"));
    parts.put("figures", Html.rows(FigureTable.figures(result)));
    parts.put("complaints", complaints(result));
    parts.put("environment", Html.rows(FigureTable.environment(result)));
    parts.put("command", Html.escape(result.load().command()));
    parts.put("data", data(run));
    parts.put("report.css", Resources.own("report.css"));
    parts.put("report.js", Resources.own("report.js"));
    parts.put("library.css", Resources.library("dist/uPlot.min.css"));
    parts.put("library.js", Resources.library("dist/uPlot.iife.min.js"));
    parts.put("library.licence", Html.escape(Resources.library("LICENSE").strip()));
    return PLACEHOLDER
        .matcher(Resources.own("report.html"))
        .replaceAll(found -> Matcher.quoteReplacement(part(parts, found.group(1))));
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("the page asks for an unknown part, " + name);
    }
    return part;
  }

  private static String lead(RunResult result) {
    return Phrase.of(
        "%,d reads were answered by Postgres and %,d by Cassandra; the longest of the outage took"
            + " %s. Each answer was compared, posting by posting, with what had been acknowledged.",
        result.reads().fromBackend(),
        result.reads().fromStore(),
        Phrase.ms(result.outage().maxMs()));
  }

  private static String complaints(RunResult result) {
    List<String> sentences =
        Stream.concat(
                result.reads().wrongSentences().stream(),
                result.postings().contradictions().stream())
            .map(sentence -> "<li class=\"broken\">" + Html.escape(sentence) + "</li>")
            .toList();
    return sentences.isEmpty()
        ? ""
        : sentences.stream()
            .collect(
                Collectors.joining(
                    "\n",
                    "<section>\n<h2>What was wrong</h2>\n<ul class=\"checks\">\n",
                    "\n</ul>\n</section>"));
  }

  /** A script element ends at the first "&lt;/", whatever stands around it. */
  private static String data(RunRecord run) throws JsonProcessingException {
    return COMPACT.writeValueAsString(ChartData.of(run)).replace("</", "<\\/");
  }
}
