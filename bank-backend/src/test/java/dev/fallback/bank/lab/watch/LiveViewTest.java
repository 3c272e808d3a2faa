package dev.fallback.bank.lab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Measurements measured = new Measurements();

  @Test
  void a_terminal_is_drawn_over_and_shows_the_last_second() {
    var view = new LiveView(screen(true, false), this::status);
    reads(100, Source.BACKEND);
    view.paint();
    measured.add(new PostingSample(0, 1, Outcome.ACCEPTED));
    for (int i = 0; i < 4; i++) {
      reads(25, Source.STORE);
      view.paint();
    }

    assertThat(shown()).contains("Postgres 100/s, Cassandra 0/s").contains("\u001b[5A");
    String last = shown().substring(shown().lastIndexOf("[5A"));
    assertThat(last)
        .contains("Postgres 0/s, Cassandra 100/s", "p50 2.0 ms", "OPEN", "1 acknowledged")
        .contains("] 15/60 s", "Postgres is dead");
  }

  @Test
  void without_a_terminal_there_are_plain_lines() {
    var view = new LiveView(screen(false, false), this::status);
    reads(500, Source.STORE);
    view.paint();
    view.paint();
    assertThat(shown()).doesNotContain("\u001b").hasLineCount(2);
    assertThat(shown().lines().findFirst().orElseThrow()).contains("Cassandra 100/s", "failed 0");
  }

  @Test
  void colours_are_used_only_where_they_are_wanted() {
    assertThat(screen(true, true).paint(Screen.Colour.RED, "x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(screen(true, false).paint(Screen.Colour.RED, "x")).isEqualTo("x");
  }

  private LiveStatus status() {
    return new LiveStatus(
        "Postgres is dead",
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        State.OPEN,
        0,
        measured);
  }

  private void reads(int count, Source source) {
    for (int i = 0; i < count; i++) {
      measured.add(new ReadSample(0, 2_000_000, source));
    }
  }

  private Screen screen(boolean terminal, boolean coloured) {
    return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, coloured);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
