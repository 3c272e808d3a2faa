package dev.fallback.bank.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private long now;
  private long step;

  @Test
  void lets_one_through_at_once_and_the_next_an_interval_later() {
    step = 10_000_000;
    Pace pace = new Pace(10, this::tick);
    List<Long> passed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pace.await();
      passed.add(now);
    }
    assertThat(passed.get(1) - passed.get(0)).isGreaterThanOrEqualTo(90_000_000L);
    assertThat(passed.get(2) - passed.get(0)).isGreaterThanOrEqualTo(190_000_000L);
  }

  @Test
  void what_was_missed_is_not_caught_up() {
    Pace pace = new Pace(10, this::tick);
    pace.await();
    now += 60_000_000_000L;
    pace.await();
    pace.await();
    long afterPause = now;
    step = 10_000_000;
    pace.await();
    assertThat(now - afterPause).isGreaterThanOrEqualTo(90_000_000L);
  }

  private long tick() {
    now += step;
    return now;
  }
}
