package dev.fallback.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WallAnchorTest {
  private final WallAnchor anchor = new WallAnchor(InstantSource.system());

  @Test
  void reckoned_wall_time_is_never_later_than_the_truth_and_no_older_than_its_reading() {
    for (int i = 0; i < 200_000; i++) {
      long earliest = anchor.micros();
      long reading = System.nanoTime();
      long reckoned = anchor.microsAt(reading);
      assertThat(reckoned).isLessThanOrEqualTo(anchor.micros());
      // Anchors are pairs of readings; a machine that pauses threads for long may spread them
      assertThat(reckoned).isGreaterThan(earliest - 1_000_000);
    }
  }

  @Test
  void an_older_reading_than_the_anchor_is_reckoned_backwards() {
    long reading = System.nanoTime();
    long now = anchor.microsAt(reading);
    assertThat(anchor.microsAt(reading - 5_000_000)).isEqualTo(now - 5_000);
  }
}
