package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final SettableClock clock = new SettableClock(START);

  @Test
  void it_stands_still() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.nanoTime()).isZero();
  }

  @Test
  void advancing_moves_both_faces() {
    clock.advance(Duration.ofMillis(1500));

    assertThat(clock.instant()).isEqualTo(START.plusMillis(1500));
    assertThat(clock.nanos().getAsLong()).isEqualTo(1_500_000_000L);
  }

  @Test
  void putting_the_wall_clock_back_leaves_the_monotonic_count() {
    clock.advance(Duration.ofSeconds(1));
    clock.set(START.minusSeconds(60));

    assertThat(clock.instant()).isEqualTo(START.minusSeconds(60));
    assertThat(clock.nanoTime()).isEqualTo(1_000_000_000L);
  }

  @Test
  void time_does_not_go_back() {
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set(");
  }
}
