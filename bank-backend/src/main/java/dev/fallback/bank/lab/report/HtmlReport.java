package dev.fallback.bank.lab.report;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A lab as one HTML file that needs nothing else: charts, verdict, figures. */
public final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");
  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  private HtmlReport() {}

  /**
   * Writes a report, making the file's folder where it is missing.
   *
   * @param runs in the order of the result's
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, List<RunRecord> runs, LabResult result) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, page(runs, result));
  }

  static String page(List<RunRecord> runs, LabResult result) throws IOException {
    RunResult first = result.told();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(result.held() ? "Outage lab: held" : "Outage lab: broken"));
    parts.put("verdict", result.held() ? "held" : "broken");
    parts.put("headline", Html.escape(result.headline()));
    parts.put("lead", Html.escape(lead(first)));
    parts.put("tiles", Html.tiles(FigureTable.tiles(first)));
    parts.put("faults", FaultTable.html(result.runs()));
    parts.put(
        "runs",
        Stream.concat(
                Stream.of(first),
                result.runs().stream().filter(run -> !run.variant().equals(first.variant())))
            .map(HtmlReport::section)
            .collect(joining("\n")));
    parts.put("complaints", complaints(result));
    parts.put("environment", Html.rows(FigureTable.environment(first)));
    parts.put("command", Html.escape(first.load().command()));
    parts.put("data", data(runs));
    parts.put("report.css", Resources.own("report.css"));
    parts.put("report.js", Resources.own("report.js"));
    parts.put("library.css", Resources.library("dist/uPlot.min.css"));
    parts.put("library.js", Resources.library("dist/uPlot.iife.min.js"));
    parts.put("library.licence", Html.escape(Resources.library("LICENSE").strip()));
    return filled(Resources.own("report.html"), parts);
  }

  private static String filled(String template, Map<String, String> parts) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(part(parts, found.group(1))));
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("the page asks for an unknown part, " + name);
    }
    return part;
  }

  /** One run: its charts, its promises, its figures. */
  private static String section(RunResult run) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("variant", Html.escape(run.variant()));
    parts.put(
        "heading",
        run.judged() ? "With Fallback" : "For comparison: " + Html.escape(run.variant()));
    parts.put("promises", Html.checks(run.promises(), "broken"));
    parts.put("targets", Html.checks(run.targets(), "missed"));
    parts.put("figures", Html.rows(FigureTable.figures(run)));
    parts.put("resources", FaultTable.resources(run.faults()));
    try {
      return filled(Resources.own("run.html"), parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lead(RunResult result) {
    return Phrase.of(
        "%,d reads were answered by Postgres and %,d by Cassandra. Each answer was compared,"
            + " posting by posting, with what had been acknowledged.",
        result.reads().fromBackend(), result.reads().fromStore());
  }

  private static String complaints(LabResult result) {
    List<String> sentences =
        result.runs().stream()
            .filter(RunResult::judged)
            .flatMap(
                run ->
                    Stream.concat(
                        run.reads().wrongSentences().stream(),
                        run.postings().contradictions().stream()))
            .map(sentence -> "<li class=\"broken\">" + Html.escape(sentence) + "</li>")
            .toList();
    return sentences.isEmpty()
        ? ""
        : sentences.stream()
            .collect(
                joining(
                    "\n",
                    "<section>\n<h2>What was wrong</h2>\n<ul class=\"checks\">\n",
                    "\n</ul>\n</section>"));
  }

  /** A script element ends at the first "&lt;/", whatever stands around it. */
  private static String data(List<RunRecord> runs) throws JsonProcessingException {
    return COMPACT
        .writeValueAsString(
            Map.of(
                "runs",
                runs.stream().map(ChartData::of).toList(),
                "ageLabels",
                AgeBuckets.labels()))
        .replace("</", "<\\/");
  }
}
