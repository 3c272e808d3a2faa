package dev.fallback.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT24H,1 day,ofDays(1)",
    "PT720H,30 days,ofDays(30)",
    "PT36H,36 hours,ofHours(36)",
    "PT1H,1 hour,ofHours(1)",
    "PT90S,90 seconds,ofSeconds(90)",
    "PT1M,1 minute,ofMinutes(1)",
    "PT0.001S,1 ms,ofMillis(1)",
    "PT0.25S,250 ms,ofMillis(250)"
  })
  void a_duration_is_said_in_the_largest_unit_that_fits(
      Duration duration, String words, String code) {
    assertThat(DurationText.words(duration)).isEqualTo(words);
    assertThat(DurationText.code(duration)).hasToString("java.time.Duration." + code);
  }
}
