package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator orders, on this node or on all. */
class OperatorOrdersTest {
  private final Bench bench = new Bench();

  private Instant now() {
    return Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
  }

  @Test
  void snapshots_of_a_distrusted_time_are_misses_until_it_is_trusted_again() throws Exception {
    bench.answering(1, 42);
    Distrust nonsense =
        new Distrust(now().minusSeconds(1), now().plusSeconds(1), "ann", "bad restore");
    bench.control().distrust(nonsense);
    assertThat(bench.control().distrusted()).containsExactly(nonsense);
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
    bench.time.advance(Duration.ofSeconds(2));
    bench.answering(1, 43);
    assertThat(bench.failing(1).get().value()).isEqualTo(43);
    bench.control().trust(nonsense);
    assertThat(bench.control().distrusted()).isEmpty();
  }

  @Test
  void what_was_distrusted_to_the_nanosecond_is_taken_back_as_it_is_listed() {
    Instant from = Instant.parse("2026-01-01T10:00:00.123456789Z");
    bench.control().distrustEverywhere(new Distrust(from, from.plusSeconds(60), "ann", "x"));
    assertThat(bench.control().distrusted()).hasSize(1);
    bench.control().trustEverywhere(bench.control().distrusted().get(0));
    assertThat(bench.control().distrusted()).isEmpty();
  }

  @Test
  void orders_may_last_for_ever() {
    Duration ever = ChronoUnit.FOREVER.getDuration();
    assertThat(bench.control().holdEverywhere(new Hold(State.ISOLATED, "ann", "x", ever)))
        .isCompleted();
    bench.time.advance(Duration.ofDays(1));
    assertThat(bench.control().state()).isEqualTo(State.ISOLATED);
  }

  @Test
  void who_asks_the_backend_with_every_call_tells_nobody_to_wait() {
    bench.open();
    assertThat(bench.control().retryAfter()).isEqualTo(Bench.WAIT);
    for (State state : List.of(State.FORCED, State.BYPASS)) {
      bench.control().operation("number").hold(new Hold(state, "ann", "x", Duration.ofHours(1)));
      assertThat(bench.control().operation("number").retryAfter()).isZero();
      assertThat(bench.control().retryAfter()).isEqualTo(Bench.WAIT);
    }
    bench.hold(State.FORCED);
    assertThat(bench.control().retryAfter()).isZero();
  }

  @Test
  void a_time_without_an_end_can_be_distrusted_and_recording_goes_on() throws Exception {
    for (Instant end : List.of(Instant.parse("9999-12-31T00:00:00Z"), Instant.MAX)) {
      bench.answering(1, 42);
      bench.control().distrust(new Distrust(now(), end, "ann", "until further notice"));
      assertThat(bench.failing(1)).isCompletedExceptionally();
      bench.time.advance(Duration.ofSeconds(1));
      bench.answering(1, 43);
      assertThat(bench.store.lastWritten.asOfMicros()).isEqualTo(bench.time.micros());
      assertThat(bench.control().distrustEverywhere(bench.control().distrusted().get(0)))
          .isCompleted();
      assertThat(bench.control().trustEverywhere(bench.control().distrusted().get(0)))
          .isCompleted();
      bench.control().distrusted().forEach(bench.control()::trust);
      assertThat(bench.failing(1).get().value()).isEqualTo(43);
    }
  }

  @Test
  void an_operations_own_hold_goes_before_its_services() throws Exception {
    bench.answering(1, 42);
    bench.hold(State.BYPASS);
    var operation = bench.control().operation("number");
    operation.hold(new Hold(State.ISOLATED, "ann", "test", Duration.ofSeconds(30)));
    assertThat(bench.ask(1, Bench.untouched()).get().state()).isEqualTo(State.ISOLATED);
    assertThat(operation.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    bench.time.advance(Duration.ofSeconds(30));
    assertThat(operation.state()).isEqualTo(State.BYPASS);
    operation.release();
    assertThat(operation.state()).isEqualTo(State.BYPASS);
  }

  private void anotherNodeIsolates(long untilMicros) {
    bench.store.orders.put(
        "",
        new StoredOrder(
            "test.Numbers", "hold", "ISOLATED", 0, untilMicros, "ann", "from another node"));
  }

  @Test
  void an_order_to_all_nodes_takes_effect_within_two_seconds_and_until_it_is_revoked()
      throws Exception {
    bench.answering(1, 42);
    anotherNodeIsolates(bench.time.micros() + 3_600_000_000L);
    bench.time.advance(Duration.ofMillis(1_999));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    bench.time.advance(Duration.ofMillis(1));
    assertThat(bench.ask(1, Bench.untouched()).get().state()).isEqualTo(State.ISOLATED);
    bench.store.mode = ScriptedStore.Mode.FAILS;
    bench.time.advance(Duration.ofSeconds(10));
    assertThat(bench.control().state()).as("kept while unreadable").isEqualTo(State.ISOLATED);
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.control().hold(new Hold(State.BYPASS, "ann", "this node", Duration.ofSeconds(10)));
    assertThat(bench.control().state()).as("a node's own goes first").isEqualTo(State.BYPASS);
    bench.time.advance(Duration.ofSeconds(10));
    assertThat(bench.control().state()).isEqualTo(State.ISOLATED);
    bench.store.orders.clear();
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void an_order_to_all_nodes_ends_for_a_node_whose_clock_is_wrong_when_it_ends_for_the_others(
      int hoursAhead) {
    long skew = TimeUnit.HOURS.toMicros(hoursAhead);
    Duration untilCompared = Duration.ofSeconds(30);
    bench.store.clockMicros =
        OptionalLong.of(bench.time.micros() + untilCompared.toNanos() / 1_000 - skew);
    bench.time.advance(untilCompared);
    bench.store.clockMicros = OptionalLong.empty(); // they stay as far apart
    long theirs = bench.time.micros() - skew;
    anotherNodeIsolates(theirs + TimeUnit.MINUTES.toMicros(30));
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(bench.control().state()).isEqualTo(State.ISOLATED);
    bench.time.advance(Duration.ofMinutes(30).minusSeconds(3));
    assertThat(bench.control().state()).isEqualTo(State.ISOLATED);
    bench.time.advance(Duration.ofSeconds(1));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void an_older_reading_that_is_told_slowly_does_not_take_a_newer_one_back() {
    StorePolls polls =
        new StorePolls(bench.time, new Handoff(Runnable::run), Duration.ofSeconds(1));
    ClockWatch clocks =
        new ClockWatch(bench.store, bench.time, new Events(List.of(), Runnable::run), polls);
    ClusterOrders orders = new ClusterOrders(bench.store, bench.time, clocks, polls);
    Distrust interval = new Distrust(now().minusSeconds(1), now(), "ann", "bad restore");
    List<Integer> inForce = new ArrayList<>();
    List<CompletionStage<Void>> meanwhile = new ArrayList<>();
    orders.register(
        "test.Numbers",
        (hold, distrusted) -> {
          if (hold.isPresent() && meanwhile.isEmpty()) {
            meanwhile.add(orders.distrust("test.Numbers", interval));
          }
          inForce.add(distrusted.size());
        });
    assertThat(orders.hold("test.Numbers", order(State.FORCED))).isCompleted();
    assertThat(meanwhile).singleElement().satisfies(given -> assertThat(given).isCompleted());
    assertThat(inForce).containsExactly(0, 0, 1);
  }

  @Test
  void the_node_that_gives_an_order_to_all_follows_it_at_once() {
    var given = bench.control().holdEverywhere(order(State.FORCED));
    assertThat(given).isCompleted();
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
    assertThat(bench.control().releaseEverywhere()).isCompleted();
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  private static Hold order(State state) {
    return new Hold(state, "ann", "x", Duration.ofHours(1));
  }

  @Test
  void an_order_to_all_nodes_ends_at_its_time() {
    bench.control().holdEverywhere(new Hold(State.FORCED, "ann", "x", Duration.ofSeconds(30)));
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
    bench.time.advance(Duration.ofSeconds(29));
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
    bench.time.advance(Duration.ofSeconds(1));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void an_order_for_one_operation_and_a_distrust_reach_all_nodes() {
    bench.answering(1, 42);
    bench
        .control()
        .operation("number")
        .holdEverywhere(new Hold(State.ISOLATED, "ann", "x", Duration.ofHours(1)));
    Distrust nonsense =
        new Distrust(now().minusSeconds(1), now().plusSeconds(1), "ann", "bad restore");
    bench.control().distrustEverywhere(nonsense);
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.control().operation("number").state()).isEqualTo(State.ISOLATED);
    assertThat(bench.control().distrusted()).containsExactly(nonsense);
    var answer = bench.ask(1, Bench.untouched());
    assertThatThrownBy(answer::get).hasMessageContaining("young enough and trusted");
    bench.control().trustEverywhere(nonsense);
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(bench.control().distrusted()).isEmpty();
  }

  @Test
  void distrusts_are_taken_back_one_by_one() {
    Distrust first = new Distrust(now().minusSeconds(9), now().minusSeconds(8), "ann", "x");
    Distrust second = new Distrust(now().minusSeconds(9), now().minusSeconds(7), "ann", "x");
    bench.control().distrustEverywhere(first);
    bench.control().distrustEverywhere(second);
    bench.control().holdEverywhere(order(State.FORCED));
    assertThat(bench.control().distrusted()).containsExactlyInAnyOrder(first, second);
    bench.control().trustEverywhere(first);
    assertThat(bench.control().distrusted()).containsExactly(second);
    bench.control().releaseEverywhere();
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.control().distrusted()).containsExactly(second);
  }

  @Test
  void an_unknown_operation_is_told_with_those_there_are() {
    assertThatThrownBy(() -> bench.control().operation("numbr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'numbr'")
        .hasMessageContaining("[number]");
  }

  /** The store had been read before there was anybody whom its orders concerned. */
  @Test
  void a_node_that_starts_follows_the_orders_to_all_from_its_first_call_on() {
    bench.answering(1, 42);
    bench.control().holdEverywhere(order(State.ISOLATED));
    Distrust nonsense =
        new Distrust(now().minusSeconds(1), now().plusSeconds(1), "ann", "bad restore");
    bench.control().distrustEverywhere(nonsense);
    List<FallbackEvent> told = new ArrayList<>();
    try (Engine started =
        new Engine(
            bench.store,
            SettingsSource.ofCode(Bench.settings()),
            List.of(),
            new RecordingGuards(),
            List.of(told::add),
            bench.time,
            new Bench.SameThread())) {
      var answer =
          started
              .operation(Bench.SERVICE, Bench.NUMBER)
              .answer(out -> out.bigint(1), Bench.untouched());
      assertThatThrownBy(answer::join).hasMessageContaining("young enough and trusted");
      ServiceControl control = started.service("test.Numbers").orElseThrow();
      assertThat(control.state()).isEqualTo(State.ISOLATED);
      assertThat(control.distrusted()).containsExactly(nonsense);
      assertThat(told).filteredOn(FallbackEvent.HoldBegan.class::isInstance).hasSize(1);
    }
  }
}
