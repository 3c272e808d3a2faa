package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  @Test
  void a_slow_target_delays_no_start_and_loses_no_request() {
    var waiter = new FakeWaiter(1000);
    List<Long> starts = new ArrayList<>();
    List<Long> lags = new ArrayList<>();

    new OpenLoop(waiter, lags::add)
        .run(
            new Arrivals(10, 1, Duration.ofSeconds(1)),
            1000,
            (arrival, start) -> {
              starts.add(start - 1000);
              if (starts.size() == 3) {
                waiter.pass(Duration.ofMillis(250));
              }
            });

    assertThat(starts)
        .containsExactly(
            0L,
            100_000_000L,
            200_000_000L,
            300_000_000L,
            400_000_000L,
            500_000_000L,
            500_000_000L,
            600_000_000L,
            700_000_000L,
            800_000_000L,
            900_000_000L);
    assertThat(lags).containsExactly(0L, 0L, 0L, 150_000_000L, 50_000_000L, 0L, 0L, 0L, 0L, 0L, 0L);
  }
}
