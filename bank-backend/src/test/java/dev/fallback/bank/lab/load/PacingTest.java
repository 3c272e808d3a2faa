package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.bank.lab.load.Arrival.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {

  @Test
  void arrivals_keep_their_distance_without_drift() {
    var pacing = new Pacing(300, 0);
    assertThat(pacing.dueNanos(0)).isZero();
    assertThat(pacing.dueNanos(1)).isEqualTo(3_333_333);
    assertThat(pacing.dueNanos(300)).isEqualTo(1_000_000_000);
    assertThat(pacing.dueNanos(3_000_000)).isEqualTo(10_000L * 1_000_000_000);
  }

  @Test
  void exactly_the_arrivals_of_the_rate_fall_into_the_time() {
    assertThat(new Pacing(400, 0).dueWithin(Duration.ofSeconds(60))).isEqualTo(24_000);
    assertThat(new Pacing(150, 3_333_333).dueWithin(Duration.ofSeconds(60))).isEqualTo(9_000);
    assertThat(new Pacing(0.5, 0).dueWithin(Duration.ofSeconds(3))).isEqualTo(2);
    assertThat(new Pacing(1, 5_000_000_000L).dueWithin(Duration.ofSeconds(3))).isZero();
    assertThat(new Pacing(7, 0).dueWithin(Duration.ofMillis(1))).isEqualTo(1);
  }

  @Test
  void both_streams_are_merged_in_the_order_they_are_due() {
    var arrivals = new Arrivals(40, 15, Duration.ofSeconds(2));
    List<Arrival> all = new ArrayList<>();
    arrivals.forEachRemaining(all::add);

    assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(a.dueNanos(), b.dueNanos()));
    assertThat(all).filteredOn(a -> a.kind() == Kind.READ).hasSize(80);
    assertThat(all).filteredOn(a -> a.kind() == Kind.POSTING).hasSize(30);
    assertThat(all)
        .filteredOn(a -> a.kind() == Kind.POSTING)
        .extracting(Arrival::index)
        .startsWith(0L, 1L)
        .endsWith(29L);
  }

  @Test
  void a_rate_must_be_above_zero() {
    assertThatThrownBy(() -> new Pacing(0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Pacing(Double.NaN, 0)).hasMessageContaining("above 0");
  }
}
