package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void a_mean_of_five_reaches_2_776_standard_errors_to_both_sides() {
    Interval interval = Interval.ofMean(1, 2, 3, 4, 5);
    double reach = 2.776 * Math.sqrt(2.5 / 5);
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.low()).isCloseTo(3 - reach, within(0.001));
    assertThat(interval.high()).isCloseTo(3 + reach, within(0.001));
  }

  @Test
  void a_ratio_and_its_inverse_cancel_each_other() {
    assertThat(Interval.ofRatios(2, 0.5).mean()).isCloseTo(1, within(1e-12));
  }

  @Test
  void one_measurement_has_no_interval() {
    assertThatThrownBy(() -> Interval.ofMean(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
