package dev.fallback.bank.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

class WarmUpScreenTest {
  private final StringWriter text = new StringWriter();

  /** A job that has just gone on at half of a million. */
  private static WarmUpProgress resumed(Duration elapsed, Optional<String> waitingFor) {
    return new WarmUpProgress(
        new WarmUpCounts(499_990, 0, 10),
        OptionalLong.of(1_000_000),
        elapsed,
        500,
        Optional.of(Duration.ofSeconds(1_000)),
        500,
        3,
        waitingFor);
  }

  @Test
  void a_bar_tells_how_long_it_takes_though_half_was_done_by_another_process() {
    List<String> shown = Collections.synchronizedList(new ArrayList<>());
    ProgressBarBuilder builder =
        new ProgressBarBuilder().setConsumer(new DelegatingProgressBarConsumer(shown::add, 200));
    try (var bar = new WarmUpScreen.Bar(new PrintWriter(text), builder)) {
      bar.progress(resumed(Duration.ofSeconds(1), Optional.empty()));
    }
    assertThat(shown.get(shown.size() - 1))
        .contains("50%", "0:16:40", "500/s of at most 500, 3 at once, 10 failed");
  }

  @Test
  void lines_come_every_five_seconds_and_when_it_begins_or_ends_to_wait() {
    var lines = new WarmUpScreen.Lines(new PrintWriter(text));
    for (int second = 0; second < 10; second++) {
      Optional<String> waitingFor = second < 7 ? Optional.empty() : Optional.of("the backend");
      lines.progress(resumed(Duration.ofSeconds(second), waitingFor));
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "Warm-up: 500,000 of 1,000,000 (50.0 %), 500/s of at most 500, 3 at once, 10 failed,"
                + " 16 min 40 s left",
            "Warm-up: 500,000 of 1,000,000 (50.0 %), 500/s of at most 500, 3 at once, 10 failed,"
                + " 16 min 40 s left",
            "Warm-up: 500,000 of 1,000,000 (50.0 %), waiting for the backend, 16 min 40 s left");
  }
}
