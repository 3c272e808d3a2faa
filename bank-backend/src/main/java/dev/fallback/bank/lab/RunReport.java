package dev.fallback.bank.lab;

import dev.fallback.bank.lab.report.Figures;
import dev.fallback.bank.lab.report.HtmlReport;
import dev.fallback.bank.lab.report.LabResult;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.report.Summary;
import dev.fallback.bank.lab.watch.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells of a lab's runs and writes their files, once: when the lab has ended, or, if the JVM is
 * told to end before, of what there is by then. Thread-safe.
 */
final class RunReport {
  private final Screen screen;
  private final Path html;
  private final Optional<Path> json;
  private final FiguresFile figures;
  private boolean told;

  /** Writes the figures of all runs to a file. */
  interface FiguresFile {
    void write(Path file, LabResult result) throws IOException;
  }

  RunReport(Screen screen, Path html, Optional<Path> json, FiguresFile figures) {
    this.screen = screen;
    this.html = html;
    this.json = json;
    this.figures = figures;
  }

  /**
   * Tells, unless that was done already.
   *
   * @param runs what there is; there may be nothing to tell
   * @param cutShort why the lab did not go to its end, as a sentence
   * @return whether every promise held and every file was written
   */
  synchronized boolean tell(List<RunRecord> runs, Optional<String> cutShort) {
    if (told) {
      return false;
    }
    told = true;
    if (runs.isEmpty()) {
      return false;
    }
    LabResult result = Figures.of(runs, cutShort);
    for (RunResult run : result.runs()) {
      screen.say("");
      Summary.lines(run).forEach(screen::say);
    }
    boolean written =
        json.map(file -> written("Figures: " + file, () -> figures.write(file, result)))
            .orElse(true);
    written &=
        written(
            "Report:  " + html.toAbsolutePath().normalize().toUri(),
            () -> HtmlReport.write(html, runs, result));
    return written && result.held();
  }

  private interface Writing {
    void write() throws IOException;
  }

  private boolean written(String what, Writing writing) {
    try {
      writing.write();
      screen.say(what);
      return true;
    } catch (IOException e) {
      System.err.println("The report could not be written: " + e);
      return false;
    }
  }
}
