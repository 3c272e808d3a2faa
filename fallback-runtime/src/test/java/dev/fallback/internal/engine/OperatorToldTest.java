package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.GuardOpened;
import dev.fallback.event.FallbackEvent.HoldBegan;
import dev.fallback.event.FallbackEvent.HoldEnded;
import dev.fallback.event.FallbackEvent.StateChanged;
import dev.fallback.event.FallbackEvent.TrustChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who did what by hand is told, once, with author and reason. */
class OperatorToldTest {
  private static final String SERVICE = "test.Numbers";

  private final Bench bench = new Bench();

  private static Hold hold(State state, int seconds) {
    return new Hold(state, "ann", "repair", Duration.ofSeconds(seconds));
  }

  private List<FallbackEvent> told() {
    return bench.events.stream()
        .filter(
            event ->
                event instanceof HoldBegan
                    || event instanceof HoldEnded
                    || event instanceof TrustChanged
                    || event instanceof GuardOpened
                    || event instanceof StateChanged)
        .map(
            event ->
                event instanceof StateChanged changed
                    ? new StateChanged(SERVICE, changed.from(), changed.to(), Instant.EPOCH)
                    : event)
        .toList();
  }

  private static StateChanged changed(State from, State to) {
    return new StateChanged(SERVICE, from, to, Instant.EPOCH);
  }

  @Test
  void a_hold_on_the_service_its_replacement_and_its_expiry() {
    bench.control().hold(hold(State.FORCED, 10));
    bench.control().hold(hold(State.BYPASS, 20));
    bench.time.advance(Duration.ofSeconds(20));
    bench.control().state();
    bench.control().release();
    assertThat(told())
        .containsExactly(
            new HoldBegan(SERVICE, "", hold(State.FORCED, 10), false),
            changed(State.CLOSED, State.FORCED),
            new HoldBegan(SERVICE, "", hold(State.BYPASS, 20), false),
            changed(State.FORCED, State.BYPASS),
            new HoldEnded(SERVICE, "", hold(State.BYPASS, 20), false),
            changed(State.BYPASS, State.CLOSED));
  }

  @Test
  void a_hold_on_one_operation_changes_no_service() {
    bench.control().operation("number").hold(hold(State.ISOLATED, 10));
    bench.control().operation("number").release();
    assertThat(told())
        .containsExactly(
            new HoldBegan(SERVICE, "number", hold(State.ISOLATED, 10), false),
            new HoldEnded(SERVICE, "number", hold(State.ISOLATED, 10), false));
  }

  @Test
  void an_order_to_all_nodes_is_told_once_though_it_is_read_again_and_again() {
    bench.control().holdEverywhere(hold(State.ISOLATED, 60));
    bench.time.advance(Duration.ofSeconds(20));
    bench.control().operation("number").holdEverywhere(hold(State.FORCED, 60));
    bench.time.advance(Duration.ofSeconds(20));
    bench.control().operation("number").releaseEverywhere();
    bench.control().releaseEverywhere();
    bench.time.advance(Duration.ofSeconds(20));
    assertThat(told())
        .extracting(Object::getClass)
        .containsExactly(
            HoldBegan.class,
            StateChanged.class,
            HoldBegan.class,
            HoldEnded.class,
            HoldEnded.class,
            StateChanged.class);
    assertThat(bench.events(HoldEnded.class)).allMatch(HoldEnded::everywhere);
  }

  @Test
  void an_order_under_a_nodes_own_hold_changes_no_state() {
    bench.control().hold(hold(State.BYPASS, 60));
    bench.control().holdEverywhere(hold(State.ISOLATED, 30));
    bench.control().releaseEverywhere();
    assertThat(bench.events(StateChanged.class)).hasSize(1);
    bench.control().holdEverywhere(hold(State.ISOLATED, 30));
    bench.control().release();
    assertThat(bench.events(StateChanged.class))
        .extracting(StateChanged::from, StateChanged::to)
        .last()
        .isEqualTo(org.assertj.core.groups.Tuple.tuple(State.BYPASS, State.ISOLATED));
  }

  @Test
  void distrust_and_trust_here_and_everywhere() {
    Instant from = Instant.EPOCH.plusSeconds(1_800_000_000);
    Distrust here = new Distrust(from, from.plusSeconds(1), "ann", "bad restore");
    Distrust all = new Distrust(from, from.plusSeconds(2), "ann", "bad restore");
    bench.control().distrust(here);
    bench.control().distrust(here);
    bench.control().trust(here);
    bench.control().trust(here);
    bench.control().distrustEverywhere(all);
    bench.time.advance(Duration.ofSeconds(10));
    bench.control().trustEverywhere(all);
    assertThat(told())
        .containsExactly(
            new TrustChanged(SERVICE, here, false, false),
            new TrustChanged(SERVICE, here, true, false),
            new TrustChanged(SERVICE, all, false, true),
            new TrustChanged(SERVICE, all, true, true));
  }

  @Test
  void leave_to_pass_a_guard_is_told_and_lasts_a_positive_time() {
    Duration lasts = Duration.ofMinutes(5);
    bench.control().operation("number").acceptRefused(lasts);
    assertThat(told()).containsExactly(new GuardOpened(SERVICE, "number", lasts));
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> bench.control().operation("number").acceptRefused(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("positive");
    }
  }
}
