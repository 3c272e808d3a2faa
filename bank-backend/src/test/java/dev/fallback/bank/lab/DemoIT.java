package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.report.Figures;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.report.RunResult.Check;
import dev.fallback.bank.lab.report.Summary;
import dev.fallback.bank.lab.watch.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo itself, shorter and gentler, on real servers. */
class DemoIT {
  @TempDir private Path folder;

  @Test
  void statement_reads_survive_the_death_of_postgres() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false);

    RunResult result =
        Figures.of(
            new Lab(
                    DemoCommand.demo(18, 60, 30, 20, 1),
                    screen,
                    folder.resolve("lab.log"),
                    Instant.now())
                .run()
                .get(0));

    String story = bytes + "\n" + String.join("\n", Summary.lines(result));
    assertThat(result.promises()).as(story).allMatch(Check::held);
    assertThat(result.held()).isTrue();
    assertThat(result.reads().fromBackend()).as(story).isPositive();
    assertThat(result.outage().fromStore()).as(story).isPositive();
    assertThat(result.postings().accepted()).as(story).isPositive();
    assertThat(result.postings().refused()).as(story).isPositive();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("Store filled with 20 statements", "Postgres dead");
  }
}
