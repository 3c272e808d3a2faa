package dev.fallback.bank.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.bank.lab.truth.TruthCheck;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ReportFilesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script[^>]*>(.*?)</script>");
  private static final Pattern DATA = Pattern.compile("(?s)id=\"data\">(.*?)</script>");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/held",
        "/reads/total",
        "/reads/failed",
        "/reads/wrong",
        "/reads/fromBackend",
        "/reads/fromStore",
        "/outage/reads",
        "/outage/failed",
        "/outage/p50Ms",
        "/outage/p99Ms",
        "/outage/openP99Ms",
        "/outage/maxMs",
        "/outage/firstStoreAnswerMs",
        "/postings/accepted",
        "/postings/refused",
        "/postings/lost",
        "/recovery/closedAfterMs",
        "/recovery/waitMs",
        "/invariants/violations",
        "/startup/postgresMs",
        "/startup/cassandraMs",
        "/startup/serviceMs",
        "/startup/firstAnswerMs",
        "/rate/reads",
        "/rate/postings",
        "/memory/peakMb",
        "/closing/answered",
        "/faults/0/availability",
        "/faults/0/during/p99Ms",
        "/faults/0/firstStoreAnswerMs",
        "/faults/0/recoveryMs",
        "/faults/0/resources/threadsAfter"
      })
  void the_figures_file_has_each_name_that_others_read(String name) throws Exception {
    Path file = folder.resolve("new folder").resolve("figures.json");
    JsonFile.write(file, Figures.of(SampleRun.held()));
    JsonNode value = JSON.readTree(file.toFile()).at(name);
    assertThat(value.isNumber() || value.isBoolean()).as(name + " is " + value).isTrue();
  }

  @Test
  void the_report_is_well_formed_and_needs_no_other_file() throws Exception {
    String page = page(SampleRun.held());
    String markup = SCRIPT.matcher(page).replaceAll("").replace("<!DOCTYPE html>", "");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(markup)));
    assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("Postgres was dead for 10 seconds, and not one of 3,005 reads failed or lied.");
    assertThat(markup).doesNotContain("{{");
    assertThat(page).doesNotContain("src=", "href=", "@import");
  }

  @Test
  void the_report_holds_the_library_its_licence_and_the_data_of_the_charts() throws Exception {
    String page = page(SampleRun.held());
    assertThat(page).contains("uPlot", "Permission is hereby granted", "./bank demo --seconds 30");
    JsonNode data = data(page);
    assertThat(data.at("/runs/0/length").asDouble()).isEqualTo(30);
    assertThat(data.at("/runs/0/bands/0/from").asDouble()).isEqualTo(10);
    assertThat(data.at("/runs/0/states/0")).hasSize(6);
    assertThat(data.at("/runs/0/states/0/1/state").asText()).isEqualTo("OPEN");
    assertThat(data.at("/runs/0/counts/time")).hasSize(60);
    assertThat(data.at("/runs/0/counts/backend/0").asDouble()).isEqualTo(100);
    assertThat(data.at("/runs/0/counts/store/20").asDouble()).isEqualTo(100);
    assertThat(data.at("/runs/0/latency/p50")).hasSize(30);
  }

  @Test
  void variants_stand_side_by_side_in_one_report() throws Exception {
    String page = page(SampleRun.held(), SampleRun.compared());
    assertThat(page).contains("With Fallback", "For comparison: none");
    List<String> rows =
        Pattern.compile("(?s)<tr>.*?</tr>")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .filter(row -> row.contains("Postgres dead (SIGKILL)"))
            .toList();
    assertThat(rows.get(0)).contains("fallback");
    assertThat(rows.get(1)).contains("none");
    assertThat(data(page).at("/runs/1/variant").asText()).isEqualTo("none");
  }

  @Test
  void a_variant_whose_soak_came_to_fewer_faults_is_shown_all_the_same() throws Exception {
    RunRecord more = SampleRun.ofTwoFaults();
    RunRecord fewer = SampleRun.compared();
    assertThat(page(more, fewer)).isNotEmpty();
    assertThat(page(fewer, more)).isNotEmpty();
  }

  @Test
  void what_was_wrong_is_shown_and_cannot_break_the_page() throws Exception {
    var wrong =
        new TruthCheck.Counts(1, List.of(1L), 0, 0, 0, List.of("<script>alert('&')</script>"));
    String page = page(SampleRun.of(wrong, SampleRun.NOTHING_LOST, SampleRun.STATES));
    assertThat(page)
        .contains("What was wrong", "&lt;script&gt;alert('&amp;')&lt;/script&gt;")
        .contains("class=\"broken\"");
  }

  @Test
  void a_run_that_was_cut_short_has_a_report_that_says_so() throws Exception {
    assertThat(page(SampleRun.cutShort("fallback"))).contains("Incomplete, so nothing is proved");
    Path file = folder.resolve("figures.json");
    JsonFile.write(file, Figures.of(SampleRun.cutShort("fallback")));
    assertThat(JSON.readTree(file.toFile()).at("/cutShort").asText())
        .isEqualTo("The lab was told to end.");
  }

  private String page(RunRecord... runs) throws Exception {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, List.of(runs), Figures.of(List.of(runs)));
    return Files.readString(file);
  }

  private static JsonNode data(String page) throws Exception {
    Matcher found = DATA.matcher(page);
    assertThat(found.find()).isTrue();
    return JSON.readTree(found.group(1));
  }
}
