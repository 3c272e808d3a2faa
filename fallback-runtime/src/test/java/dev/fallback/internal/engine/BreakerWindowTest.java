package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When outcomes open the breaker: rates over time, rates over calls, failures in a row. */
class BreakerWindowTest {

  private static BreakerSettings settings(int windowCalls, int inARow) {
    return new BreakerSettings(
        Duration.ofSeconds(30),
        windowCalls,
        inARow,
        10,
        50,
        100,
        0.5,
        Bench.WAIT,
        2,
        Bench.WAIT,
        0,
        1,
        1);
  }

  private static void succeed(Bench bench, int times) {
    for (int i = 0; i < times; i++) {
      bench.answering(i, i);
    }
  }

  private static int failuresUntilOpen(Bench bench) {
    int failures = 0;
    while (bench.control().state() == State.CLOSED && failures < 10_000) {
      bench.failing(1);
      failures++;
    }
    return failures;
  }

  @Test
  void over_time_a_busy_service_needs_as_many_failures_as_it_had_successes() {
    Bench bench = new Bench(settings(0, 0));
    succeed(bench, 1_000);
    assertThat(failuresUntilOpen(bench)).isEqualTo(1_000);
  }

  @Test
  void failures_in_a_row_open_at_once() {
    Bench bench = new Bench(settings(0, 20));
    succeed(bench, 1_000);
    assertThat(failuresUntilOpen(bench)).isEqualTo(20);
  }

  @Test
  void one_success_starts_the_row_anew() {
    Bench bench = new Bench(settings(0, 20));
    succeed(bench, 1_000);
    for (int i = 0; i < 19; i++) {
      bench.failing(1);
    }
    succeed(bench, 1);
    assertThat(failuresUntilOpen(bench)).isEqualTo(20);
  }

  @Test
  void over_calls_only_the_newest_count() {
    Bench bench = new Bench(settings(100, 0));
    succeed(bench, 1_000);
    assertThat(failuresUntilOpen(bench)).isEqualTo(50);
  }

  @Test
  void failures_older_than_the_window_are_forgotten() {
    Bench bench = new Bench(settings(0, 0));
    for (int i = 0; i < 9; i++) {
      bench.failing(1);
    }
    bench.time.advance(Duration.ofSeconds(31));
    bench.failing(1);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_row_shorter_than_the_minimum_of_calls_is_refused() {
    assertThatThrownBy(() -> settings(0, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("failuresInARow")
        .hasMessageContaining("minimumNumberOfCalls, 10");
  }
}
