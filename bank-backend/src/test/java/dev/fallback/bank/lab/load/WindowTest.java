package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long MILLI = 1_000_000;

  @Test
  void requests_count_in_the_window_they_were_due_in_however_late_the_answer() {
    List<Window> windows =
        Window.cut(
            List.of(
                new ReadSample(999 * MILLI, 5000 * MILLI, Source.STORE),
                new ReadSample(1000 * MILLI, 2 * MILLI, Source.BACKEND),
                new ReadSample(1500 * MILLI, 4 * MILLI, Source.FAILED)),
            List.of(
                new PostingSample(10 * MILLI, MILLI, Outcome.ACCEPTED),
                new PostingSample(20 * MILLI, MILLI, Outcome.DECLINED),
                new PostingSample(1020 * MILLI, MILLI, Outcome.REFUSED),
                new PostingSample(1030 * MILLI, MILLI, Outcome.UNKNOWN)),
            Duration.ofMillis(2500),
            Duration.ofSeconds(1));

    assertThat(windows).hasSize(3);
    assertThat(windows)
        .extracting(Window::startNanos)
        .containsExactly(0L, 1000 * MILLI, 2000 * MILLI);
    assertThat(windows).extracting(Window::fromStore).containsExactly(1, 0, 0);
    assertThat(windows).extracting(Window::fromBackend).containsExactly(0, 1, 0);
    assertThat(windows).extracting(Window::failed).containsExactly(0, 1, 0);
    assertThat(windows).extracting(Window::accepted).containsExactly(1, 0, 0);
    assertThat(windows).extracting(Window::turnedAway).containsExactly(0, 2, 0);
    assertThat(windows.get(0).readLatency().maxMs()).isCloseTo(5000, Percentage.withPercentage(1));
    assertThat(windows.get(1).readLatency().count()).isEqualTo(2);
    assertThat(windows.get(2).readLatency()).isEqualTo(new Latencies(0, 0, 0, 0));
  }

  @Test
  void percentiles_come_from_the_values_themselves() {
    Latencies latencies = Latencies.ofNanos(LongStream.rangeClosed(1, 1000).map(i -> i * MILLI));
    assertThat(latencies.count()).isEqualTo(1000);
    assertThat(latencies.p50Ms()).isCloseTo(500, Percentage.withPercentage(0.2));
    assertThat(latencies.p99Ms()).isCloseTo(990, Percentage.withPercentage(0.2));
    assertThat(latencies.maxMs()).isCloseTo(1000, Percentage.withPercentage(0.2));
  }
}
