package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.report.JsonFile;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.SampleRuns;
import dev.fallback.bank.lab.watch.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(new PrintStream(said, true, StandardCharsets.UTF_8), false, false);

  private Path html() {
    return folder.resolve("report.html");
  }

  private Path json() {
    return folder.resolve("figures.json");
  }

  private RunReport report() {
    return new RunReport(screen, html(), Optional.of(json()), JsonFile::write);
  }

  @Test
  void a_run_that_held_is_told_and_written() {
    assertThat(report().tell(List.of(SampleRuns.held()), Optional.empty())).isTrue();
    assertThat(html()).isNotEmptyFile();
    assertThat(json()).isNotEmptyFile();
  }

  @Test
  void a_lab_that_was_told_to_end_writes_what_there_is_and_holds_nothing() throws Exception {
    List<RunRecord> soFar = List.of(SampleRuns.cutShort());
    assertThat(report().tell(soFar, Optional.of("The lab was told to end."))).isFalse();
    assertThat(Files.readString(html())).contains("Incomplete");
    assertThat(Files.readString(json())).contains("\"held\" : false");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("Incomplete");
  }

  @Test
  void figures_that_cannot_be_written_do_not_cost_the_report() {
    var report =
        new RunReport(
            screen,
            html(),
            Optional.of(json()),
            (file, result) -> {
              throw new IOException("no space left on device");
            });
    assertThat(report.tell(List.of(SampleRuns.held()), Optional.empty())).isFalse();
    assertThat(html()).isNotEmptyFile();
  }

  @Test
  void it_is_told_once_whoever_comes_first() {
    RunReport report = report();
    report.tell(List.of(SampleRuns.cutShort()), Optional.of("The lab was told to end."));
    long length = said.size();
    assertThat(report.tell(List.of(SampleRuns.held()), Optional.empty())).isFalse();
    assertThat(said.size()).isEqualTo(length);
  }

  @Test
  void where_nothing_was_measured_nothing_is_written() {
    assertThat(report().tell(List.of(), Optional.of("The servers cannot start."))).isFalse();
    assertThat(html()).doesNotExist();
  }
}
