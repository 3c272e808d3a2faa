package dev.fallback.bank.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RinhaProfileTest {
  private static final Duration MINUTES = Duration.ofMinutes(2);

  @Test
  void the_whole_load_has_as_many_requests_as_the_public_one() {
    assertThat(new RinhaProfile(MINUTES, MINUTES, 1).requests()).isEqualTo(61_503);
  }

  @Test
  void a_share_of_the_load_never_falls_below_one_customer_a_second() {
    RinhaProfile profile = new RinhaProfile(Duration.ofSeconds(10), Duration.ofSeconds(10), 0.01);
    assertThat(profile.top(RinhaProfile.STATEMENTS)).isEqualTo(1);
    assertThat(profile.top(RinhaProfile.DEBITS)).isEqualTo(2.2);
  }
}
