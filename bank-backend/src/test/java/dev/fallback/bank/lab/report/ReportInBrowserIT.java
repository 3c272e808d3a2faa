package dev.fallback.bank.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a browser shows it; skipped where there is no Chromium. */
class ReportInBrowserIT {
  /** Written into the page by the page itself, so that what a browser saw can be read. */
  private static final String PROBE =
      """
      <script>
      window.addEventListener('load', () => setTimeout(() => {
        const inks = { answers: '76,139,245', latency: '175,184,193', ages: '242,163,58', postings: '76,139,245' };
        const painted = [...document.querySelectorAll('[data-chart]')].map(box => {
          const canvas = box.querySelector('canvas');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let found = 0;
          for (let i = 0; i < pixels.length; i += 4) {
            if ([pixels[i], pixels[i + 1], pixels[i + 2]].join() === inks[box.dataset.chart]) { found++; }
          }
          return found;
        });
        const seen = JSON.stringify({
          errors: window.seenErrors, painted: painted,
          width: document.documentElement.scrollWidth, inner: window.innerWidth });
        document.documentElement.setAttribute('data-seen', seen);
        window.parent.postMessage(seen, '*');
      }, 300));
      </script>
      </body>""";

  private static final String CATCH =
      """
      <head>
      <script>
      window.seenErrors = [];
      window.addEventListener('error', e => window.seenErrors.push(String(e.message)));
      ['error', 'warn'].forEach(kind => { console[kind] = (...words) => window.seenErrors.push(words.join(' ')); });
      </script>""";

  /** A window of Chromium's is no narrower than this; a frame is. */
  private static final int NARROWEST = 500;

  private static final String FRAME =
      """
      <!DOCTYPE html><html><body>
      <script>
      window.addEventListener('message',
          e => document.documentElement.setAttribute('data-seen', e.data));
      </script>
      <iframe src="%s" width="%d" height="900" style="border:0"></iframe>
      </body></html>""";

  private static final Pattern SEEN = Pattern.compile("data-seen=\"([^\"]*)\"");
  private static final Pattern PAINTED = Pattern.compile("\"painted\":\\[([0-9,]*)]");
  private static final int CHARTS_OF_A_RUN = 4;

  /** Of the colour that only what is shown has: more than a stray one. */
  private static final int LEAST_PIXELS = 100;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1280, 500, 360})
  void it_loads_without_errors_all_charts_are_drawn_and_nothing_sticks_out(int width)
      throws Exception {
    Path chromium = chromium();
    Path page = folder.resolve("report.html");
    List<RunRecord> runs = List.of(SampleRun.held(), SampleRun.compared());
    HtmlReport.write(page, runs, Figures.of(runs));
    Files.writeString(
        page, Files.readString(page).replace("<head>", CATCH).replace("</body>", PROBE));

    String seen = seen(chromium, page, width);

    assertThat(seen).contains("\"errors\":[]");
    Matcher painted = PAINTED.matcher(seen);
    assertThat(painted.find()).as(seen).isTrue();
    List<Integer> pixels = Stream.of(painted.group(1).split(",")).map(Integer::valueOf).toList();
    assertThat(pixels).as(seen).hasSize(runs.size() * CHARTS_OF_A_RUN);
    assertThat(pixels).as(seen).allMatch(count -> count >= LEAST_PIXELS);
    assertThat(number(seen, "width")).as(seen).isLessThanOrEqualTo(number(seen, "inner"));
  }

  @Test
  void it_prints() throws Exception {
    Path chromium = chromium();
    Path page = folder.resolve("report.html");
    var run = SampleRun.held();
    HtmlReport.write(page, List.of(run), Figures.of(List.of(run)));
    Path pdf = folder.resolve("report.pdf");
    browse(chromium, "--print-to-pdf=" + pdf, "--no-pdf-header-footer", page.toUri().toString());
    assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
    assertThat(Files.size(pdf)).as("charts included").isGreaterThan(20_000);
  }

  private String seen(Path chromium, Path page, int width) throws Exception {
    Path shown = page;
    if (width < NARROWEST) {
      shown = folder.resolve("frame.html");
      Files.writeString(shown, FRAME.formatted(page.getFileName(), width));
    }
    String dom =
        browse(
            chromium,
            "--window-size=" + Math.max(width, NARROWEST) + ",1000",
            "--virtual-time-budget=5000",
            "--dump-dom",
            shown.toUri().toString());
    Matcher found = SEEN.matcher(dom);
    assertThat(found.find()).as("the page's own script ran").isTrue();
    return found.group(1).replace("&quot;", "\"");
  }

  private String browse(Path chromium, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    List<String> command =
        Stream.concat(
                Stream.of(
                    chromium.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + folder.resolve("profile")),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
    return Files.readString(out);
  }

  private static int number(String seen, String name) {
    Matcher found = Pattern.compile("\"%s\":([0-9]+)".formatted(name)).matcher(seen);
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static Path chromium() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "No Chromium is installed (chromium, chromium-browser or google-chrome on the PATH):"
            + " the report is not looked at in a browser.");
    return found.orElseThrow();
  }
}
