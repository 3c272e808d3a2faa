package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.BreakerSettings;
import dev.fallback.internal.engine.BreakerState.Closed;
import dev.fallback.internal.engine.BreakerState.HalfOpen;
import dev.fallback.internal.engine.BreakerState.Lease;
import dev.fallback.internal.engine.BreakerState.Open;
import dev.fallback.internal.time.Timeout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every state with every signal. */
class BreakerRulesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Lease LEASE = new Lease(7, 100 * SECOND, false);

  private final BreakerRules rules = new BreakerRules(Bench.settings(), () -> 0.5);

  @Test
  void time_does_nothing_to_closed() {
    Closed closed = new Closed(1, 0, 0, 0);
    assertThat(rules.passed(closed, Long.MAX_VALUE)).isSameAs(closed);
  }

  @Test
  void open_stays_open_until_its_wait_is_over_and_then_lets_probes_through() {
    Open open = new Open(2, 10 * SECOND, 1, 5 * SECOND);
    assertThat(rules.passed(open, 10 * SECOND - 1)).isSameAs(open);
    assertThat(rules.passed(open, 10 * SECOND))
        .isEqualTo(new HalfOpen(3, List.of(), 0, 1, 5 * SECOND));
  }

  @Test
  void a_lease_that_has_run_out_opens_with_a_longer_wait() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    assertThat(rules.passed(half, 100 * SECOND - 1)).isSameAs(half);
    assertThat(rules.passed(half, 100 * SECOND))
        .isEqualTo(new Open(4, 110 * SECOND, 2, 10 * SECOND));
  }

  @Test
  void a_lease_whose_end_is_noticed_late_lasts_a_moment_more_and_only_once() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    long justInTime = 100 * SECOND + Timeout.TOLERATED_NANOS;
    assertThat(rules.passed(half, justInTime)).isInstanceOf(Open.class);
    HalfOpen late = (HalfOpen) rules.passed(half, justInTime + 1);
    assertThat(late.leases()).extracting(Lease::id).containsExactly(LEASE.id());
    long end = justInTime + 1 + 2 * Timeout.MOMENT_NANOS;
    assertThat(rules.passed(late, end - 1)).isSameAs(late);
    assertThat(rules.passed(late, end + 10 * SECOND)).isInstanceOf(Open.class);
    assertThat(rules.succeeded(late, LEASE.id(), end)).isInstanceOf(Closed.class);
  }

  @Test
  void half_open_without_probes_waits_for_one() {
    HalfOpen half = new HalfOpen(3, List.of(), 0, 1, 5 * SECOND);
    assertThat(rules.passed(half, Long.MAX_VALUE)).isSameAs(half);
  }

  @Test
  void tripping_opens_for_the_first_wait() {
    assertThat(rules.tripped(new Closed(1, 0, 0, 0), 20 * SECOND))
        .isEqualTo(new Open(2, 25 * SECOND, 1, 5 * SECOND));
  }

  @Test
  void tripping_soon_after_closing_goes_on_with_the_longer_wait() {
    Closed justClosed = new Closed(5, 0, 2, 10 * SECOND);
    assertThat(rules.tripped(justClosed, 10 * SECOND - 1).waitNanos()).isEqualTo(20 * SECOND);
    assertThat(rules.tripped(justClosed, 10 * SECOND).waitNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void the_wait_is_capped() {
    Closed justClosed = new Closed(5, 0, 30, 20 * SECOND);
    assertThat(rules.tripped(justClosed, 1).waitNanos()).isEqualTo(20 * SECOND);
  }

  @Test
  void the_wait_is_jittered_on_both_sides() {
    BreakerSettings jittered =
        new BreakerSettings(
            Duration.ofSeconds(30), 10, 50, 100, 0.5, Bench.WAIT, 2, Bench.WAIT, 0.2, 1, 1);
    Closed closed = new Closed(1, 0, 0, 0);
    assertThat(new BreakerRules(jittered, () -> 0).tripped(closed, 0).waitNanos())
        .isEqualTo(4 * SECOND);
    assertThat(new BreakerRules(jittered, () -> 1).tripped(closed, 0).waitNanos())
        .isEqualTo(6 * SECOND);
  }

  @Test
  void no_more_leases_are_given_than_permitted() {
    HalfOpen half = new HalfOpen(3, List.of(), 0, 1, 5 * SECOND);
    HalfOpen leased = rules.leased(half, LEASE);
    assertThat(leased.leases()).containsExactly(LEASE);
    assertThat(rules.leased(leased, new Lease(8, 200 * SECOND, false))).isSameAs(leased);
  }

  @Test
  void a_probe_that_succeeds_closes() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 2, 10 * SECOND);
    assertThat(rules.succeeded(half, 7, 50 * SECOND))
        .isEqualTo(new Closed(4, 50 * SECOND, 2, 10 * SECOND));
  }

  @Test
  void several_successes_close_where_several_are_demanded() {
    BreakerSettings two =
        new BreakerSettings(
            Duration.ofSeconds(30), 10, 50, 100, 0.5, Bench.WAIT, 2, Bench.WAIT, 0, 1, 2);
    BreakerRules demanding = new BreakerRules(two, () -> 0.5);
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    BreakerState next = demanding.succeeded(half, 7, SECOND);
    assertThat(next).isEqualTo(new HalfOpen(3, List.of(), 1, 1, 5 * SECOND));
    HalfOpen second = demanding.leased((HalfOpen) next, new Lease(8, 100 * SECOND, false));
    assertThat(demanding.succeeded(second, 8, SECOND)).isInstanceOf(Closed.class);
  }

  @Test
  void a_probe_that_fails_opens_with_a_longer_wait() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    assertThat(rules.failed(half, 7, 50 * SECOND))
        .isEqualTo(new Open(4, 60 * SECOND, 2, 10 * SECOND));
  }

  @Test
  void the_wait_lasts_until_the_other_probes_are_over() {
    Lease other = new Lease(8, 70 * SECOND, false);
    HalfOpen half = new HalfOpen(3, List.of(LEASE, other), 0, 1, 5 * SECOND);
    assertThat(rules.failed(half, 7, 50 * SECOND))
        .isEqualTo(new Open(4, 70 * SECOND, 2, 10 * SECOND));
    assertThat(rules.failed(half, 7, 65 * SECOND))
        .isEqualTo(new Open(4, 75 * SECOND, 2, 10 * SECOND));
  }

  @Test
  void a_probe_that_ends_without_a_verdict_frees_its_place() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    assertThat(rules.released(half, 7)).isEqualTo(new HalfOpen(3, List.of(), 0, 1, 5 * SECOND));
  }

  @Test
  void a_lease_that_is_not_held_changes_nothing() {
    HalfOpen half = new HalfOpen(3, List.of(LEASE), 0, 1, 5 * SECOND);
    assertThat(rules.succeeded(half, 8, 0)).isSameAs(half);
    assertThat(rules.failed(half, 8, 0)).isSameAs(half);
    assertThat(rules.released(half, 8)).isSameAs(half);
  }

  @Test
  void a_reset_closes_every_state_in_a_new_epoch() {
    for (BreakerState state :
        List.of(
            new Closed(3, 0, 4, SECOND),
            new Open(3, 10 * SECOND, 4, SECOND),
            new HalfOpen(3, List.of(LEASE), 1, 4, SECOND))) {
      assertThat(BreakerRules.reset(state, 9)).isEqualTo(new Closed(4, 9, 0, 0));
    }
  }
}
