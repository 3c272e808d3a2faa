package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunUpTest {

  @Test
  void each_second_brings_more_until_the_rate_is_reached() {
    var runUp = new RunUp(400, 150, 4);
    assertThat(runUp.length()).isEqualTo(Duration.ofSeconds(4));
    assertThat(runUp.arrivals())
        .extracting(Arrivals::readCount)
        .containsExactly(100L, 200L, 300L, 400L);
    assertThat(runUp.arrivals())
        .extracting(Arrivals::postingCount)
        .containsExactly(37L, 75L, 112L, 150L);
  }
}
