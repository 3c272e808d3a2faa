package dev.fallback.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "1s,PT1S", "90m,PT1H30M", "36h,PT36H", "400d,PT9600H", "0s,PT0S"})
  void a_number_and_a_unit_is_a_duration(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "d", "-1d", "1 d", "1.5s", "1D", "1w", "9999999999d", "١d"})
  void anything_else_is_none(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void the_longest_text_does_not_overflow() {
    assertThat(DurationText.parse("999999999d")).contains(Duration.ofDays(999_999_999));
  }
}
