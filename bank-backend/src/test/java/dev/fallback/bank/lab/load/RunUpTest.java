package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.load.ReadSample.Source;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RunUpTest {

  @Test
  void each_second_brings_more_until_the_rate_is_reached() {
    var runUp = new RunUp(400, 150, 4);
    assertThat(runUp.arrivals())
        .extracting(Arrivals::readCount)
        .containsExactly(100L, 200L, 300L, 400L);
    assertThat(runUp.arrivals())
        .extracting(Arrivals::postingCount)
        .containsExactly(37L, 75L, 112L, 150L);
  }

  @Test
  void a_step_is_fast_when_nearly_all_of_its_reads_are() {
    assertThat(RunUp.isFast(Collections.nCopies(50, read(90)))).isTrue();
    assertThat(RunUp.isFast(Collections.nCopies(50, read(120)))).isFalse();
  }

  private static ReadSample read(long millis) {
    return new ReadSample(-1, millis * 1_000_000, Source.BACKEND);
  }
}
