package dev.fallback.bank.lab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.State;
import dev.fallback.bank.lab.watch.StateLine.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateLineTest {
  private final StateLine line =
      new StateLine(
          List.of(
              new Change(100, State.OPEN),
              new Change(200, State.HALF_OPEN),
              new Change(210, State.OPEN),
              new Change(410, State.HALF_OPEN),
              new Change(420, State.CLOSED)));

  @Test
  void knows_the_state_at_any_time() {
    assertThat(line.at(99)).isEqualTo(State.CLOSED);
    assertThat(line.at(100)).isEqualTo(State.OPEN);
    assertThat(line.at(415)).isEqualTo(State.HALF_OPEN);
    assertThat(line.at(999)).isEqualTo(State.CLOSED);
  }

  @Test
  void finds_the_next_change_to_a_state() {
    assertThat(line.firstSince(101, State.OPEN)).hasValue(210);
    assertThat(line.firstSince(211, State.OPEN)).isEmpty();
  }

  @Test
  void the_wait_in_force_is_the_last_one_that_ended_in_a_probe() {
    assertThat(line.lastWait(420)).contains(Duration.ofNanos(200));
    assertThat(line.lastWait(300)).contains(Duration.ofNanos(100));
    assertThat(line.lastWait(150)).isEmpty();
  }
}
