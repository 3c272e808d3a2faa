package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Distrust;
import dev.fallback.event.FallbackEvent.ClockSkewed;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is recorded, when, and what happens when it cannot be. */
class RecorderTest {
  private final Bench bench = new Bench();

  private List<Cause> causes() {
    return bench.events(RecordingSkipped.class).stream().map(RecordingSkipped::cause).toList();
  }

  @Test
  void an_unchanged_answer_is_written_again_only_after_a_while() {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(60));
    bench.answering(1, 42);
    assertThat(bench.store.writes).isEqualTo(1);
    assertThat(causes()).containsExactly(Cause.UNCHANGED);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1, 42);
    assertThat(bench.store.writes).isEqualTo(2);
  }

  @Test
  void a_changed_answer_is_written_at_once() {
    bench.answering(1, 42);
    bench.answering(1, 43);
    assertThat(bench.store.writes).isEqualTo(2);
  }

  @Test
  void an_answer_that_changes_and_changes_back_is_written_each_time() {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1, 43);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1, 42);
    assertThat(bench.store.writes).isEqualTo(3);
  }

  @Test
  void an_unacknowledged_write_does_not_make_the_next_one_unneeded() {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    bench.answering(1, 42);
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.answering(1, 42);
    assertThat(bench.store.rows).hasSize(1);
    assertThat(causes()).containsExactly(Cause.STORE_FAILED);
  }

  @Test
  void an_answer_that_is_on_its_way_is_not_written_again_until_it_gets_lost() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    bench.answering(1, 42);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1, 42);
    assertThat(causes()).containsExactly(Cause.UNCHANGED);
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.time.advance(StoreLimits.defaults().writeTimeout());
    assertThat(causes()).containsExactly(Cause.UNCHANGED, Cause.STORE_FAILED);
    bench.answering(1, 42);
    assertThat(bench.store.rows).hasSize(1);
  }

  @Test
  void a_failing_store_never_fails_a_call_that_the_backend_answered() throws Exception {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 100; i++) {
      assertThat(bench.answering(1, i).get().value()).isEqualTo(i);
    }
  }

  @Test
  void the_caller_never_waits_for_a_store_that_hangs() throws Exception {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    assertThat(bench.answering(1, 42)).isDone();
  }

  @Test
  void a_store_that_failed_too_often_is_left_alone_and_asked_again_later() {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 100; i++) {
      bench.answering(1, i);
    }
    assertThat(bench.store.writes).isEqualTo(20);
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.time.advance(Duration.ofSeconds(2));
    bench.answering(1, 1000);
    assertThat(bench.store.rows).hasSize(1);
  }

  @Test
  void writes_in_flight_and_waiting_are_bounded_and_drops_are_told() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    int inFlight = StoreLimits.defaults().writesInFlight();
    int queued = StoreLimits.defaults().queuedWrites();
    for (int i = 0; i < inFlight + queued + 5; i++) {
      bench.answering(i, i);
    }
    assertThat(bench.store.hanging).hasSize(inFlight);
    assertThat(causes()).hasSize(5).containsOnly(Cause.QUEUE_FULL);
  }

  @Test
  void of_one_key_only_the_newest_answer_waits() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    for (int i = 0; i < StoreLimits.defaults().writesInFlight(); i++) {
      bench.answering(i, i);
    }
    bench.answering(1_000, 1);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1_000, 2);
    assertThat(causes()).containsExactly(Cause.SUPERSEDED);
    bench.store.mode = ScriptedStore.Mode.WORKS;
    List.copyOf(bench.store.hanging).get(0).complete(null);
    assertThat(bench.events(Recorded.class)).hasSize(2);
    assertThat(bench.store.rows).containsKey(key(1_000));
    assertThat(bench.store.rows.get(key(1_000)).bytes().getLong(4)).isEqualTo(2);
  }

  @Test
  void an_answer_that_began_earlier_never_takes_the_place_of_a_later_one() throws Exception {
    CompletableFuture<Long> slow = new CompletableFuture<>();
    bench.ask(1, () -> slow);
    bench.time.advance(Duration.ofMillis(100));
    bench.answering(1, 2);
    slow.complete(1L);
    assertThat(bench.failing(1).get().value()).isEqualTo(2);
  }

  @Test
  void a_guard_keeps_the_good_snapshot_until_an_operator_accepts_the_new_one() throws Exception {
    bench.guards.add(
        "test.Numbers", "number", (Long stored, Long answered) -> answered >= stored / 2);
    Bench guarded = bench.again();
    guarded.answering(1, 1_000);
    guarded.time.advance(Duration.ofSeconds(1));
    assertThat(guarded.answering(1, 3).get().value()).as("the caller gets it").isEqualTo(3);
    assertThat(guarded.events(RecordingSkipped.class))
        .extracting(RecordingSkipped::cause)
        .containsExactly(Cause.REFUSED_BY_GUARD);
    assertThat(guarded.failing(1).get().value()).isEqualTo(1_000);
    guarded.control().operation("number").acceptRefused(Duration.ofMinutes(5));
    guarded.answering(1, 3);
    assertThat(guarded.failing(1).get().value()).isEqualTo(3);
    guarded.control().operation("number").acceptRefused(ChronoUnit.FOREVER.getDuration());
    guarded.time.advance(Duration.ofDays(1));
    guarded.answering(1, 1);
    assertThat(guarded.failing(1).get().value()).isEqualTo(1);
  }

  @Test
  void a_guard_does_not_defend_a_snapshot_that_nobody_can_read() {
    bench.guards.add("test.Numbers", "number", (Long stored, Long answered) -> false);
    Bench guarded = bench.again();
    guarded.answering(1, 1);
    guarded.store.rows.replaceAll(
        (key, row) -> new StoredSnapshot(ByteBuffer.allocate(3), row.asOfMicros()));
    guarded.time.advance(Duration.ofSeconds(1));
    guarded.answering(1, 3);
    assertThat(guarded.failing(1).join().value()).isEqualTo(3);
  }

  @Test
  void a_guard_that_throws_refuses_and_is_counted_once() {
    bench.guards.add(
        "test.Numbers",
        "number",
        (Long stored, Long answered) -> {
          throw new IllegalStateException("a bug in the guard");
        });
    Bench guarded = bench.again();
    guarded.answering(1, 1);
    guarded.time.advance(Duration.ofSeconds(1));
    guarded.answering(1, 3);
    assertThat(guarded.events(RecordingSkipped.class))
        .extracting(RecordingSkipped::cause)
        .containsExactly(Cause.REFUSED_BY_GUARD);
  }

  @Test
  void a_guard_risks_nothing_while_the_store_cannot_be_read() {
    bench.guards.add("test.Numbers", "number", (Long stored, Long answered) -> true);
    Bench guarded = bench.again();
    guarded.store.mode = ScriptedStore.Mode.FAILS;
    guarded.answering(1, 3);
    assertThat(guarded.store.writes).isZero();
  }

  @Test
  void a_guard_does_not_defend_a_snapshot_that_is_distrusted() throws Exception {
    bench.guards.add("test.Numbers", "number", (Long stored, Long answered) -> answered >= stored);
    Bench guarded = bench.again();
    guarded.answering(1, 1_000);
    distrustUntilNow(guarded);
    guarded.answering(1, 3);
    assertThat(guarded.failing(1).get().value()).isEqualTo(3);
  }

  @Test
  void an_unchanged_answer_is_written_again_once_what_was_written_is_distrusted() throws Exception {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(1));
    bench.answering(1, 42);
    assertThat(bench.store.writes).isEqualTo(1);
    distrustUntilNow(bench);
    bench.answering(1, 42);
    assertThat(bench.store.writes).isEqualTo(2);
    bench.time.advance(Duration.ofSeconds(1));
    bench.answering(1, 42);
    assertThat(bench.store.writes).as("once").isEqualTo(2);
    assertThat(bench.failing(1).get().value()).isEqualTo(42);
  }

  private static void distrustUntilNow(Bench bench) {
    bench.time.advance(Duration.ofSeconds(1));
    Instant now = Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
    bench.control().distrust(new Distrust(now.minusSeconds(60), now, "me", "restored"));
  }

  @Test
  void nothing_is_recorded_while_the_clocks_are_more_than_a_second_apart() throws Exception {
    bench.store.clockMicros = OptionalLong.of(bench.time.micros() - 1_000_001);
    bench.time.advance(Duration.ofSeconds(1)); // the first look
    bench.store.clockMicros = OptionalLong.of(bench.time.micros() - 1_000_001);
    bench.time.advance(Duration.ofSeconds(30));
    assertThat(bench.answering(1, 42).get().value()).isEqualTo(42);
    assertThat(causes()).containsExactly(Cause.CLOCK_SKEWED);
    assertThat(bench.events(ClockSkewed.class))
        .singleElement()
        .satisfies(event -> assertThat(event.tooLarge()).isTrue());
    bench.store.clockMicros = OptionalLong.of(bench.time.micros() + 30_000_000);
    bench.time.advance(Duration.ofSeconds(30));
    bench.answering(1, 42);
    assertThat(bench.store.rows).hasSize(1);
  }

  @Test
  void a_node_whose_clock_is_an_hour_off_serves_all_the_same_and_states_the_true_age()
      throws Exception {
    bench.answering(1, 42);
    long hour = Duration.ofHours(1).toNanos() / 1_000;
    for (long ahead : List.of(hour, -hour)) {
      Duration passed = Duration.ofSeconds(30);
      bench.store.clockMicros =
          OptionalLong.of(bench.time.micros() + passed.toNanos() / 1_000 - ahead);
      bench.time.advance(passed); // the clocks are compared
      long recorded = bench.time.micros() - ahead - 5_000_000; // by the store's clock
      bench.store.rows.replaceAll(
          (key, row) -> new StoredSnapshot(row.bytes(), recorded, row.order()));
      assertThat(bench.failing(1).get().age()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void snapshots_that_were_recorded_together_do_not_expire_together() {
    for (int i = 0; i < 50; i++) {
      bench.answering(i, i);
    }
    int retention = (int) Bench.MAX_AGE.multipliedBy(2).toSeconds();
    assertThat(bench.store.ttls)
        .allSatisfy(ttl -> assertThat(ttl).isBetween(retention, retention / 50 * 51))
        .satisfies(ttls -> assertThat(ttls.stream().distinct().count()).isGreaterThan(40));
  }

  @Test
  void closing_writes_what_waits() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    bench.answering(1, 42);
    bench.store.hanging.get(0).complete(null);
    bench.engine.close();
    assertThat(bench.store.rows).hasSize(1);
  }

  private static ByteBuffer key(long number) {
    return ByteBuffer.allocate(12).putInt(8).putLong(number).flip();
  }
}
