package dev.fallback.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "2026-11-30T03:04:05.000001Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void an_instant_of_whole_microseconds_is_kept(String instant) {
    Instant given = Instant.parse(instant);
    assertThat(Micros.instant(Micros.of(given))).isEqualTo(given);
  }

  @Test
  void parts_of_a_microsecond_are_left_out_towards_the_past() {
    assertThat(Micros.of(Instant.ofEpochSecond(1, 1_999))).isEqualTo(1_000_001);
    assertThat(Micros.of(Instant.ofEpochSecond(-1, 1_999))).isEqualTo(-999_999);
  }

  @Test
  void what_is_too_far_away_is_as_far_as_can_be_told() {
    assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Micros.instant(Long.MAX_VALUE)).isAfter(Instant.parse("+292000-01-01T00:00:00Z"));
  }
}
