package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Answer;
import dev.fallback.BackendTimeoutException;
import dev.fallback.BackendUnavailableException;
import dev.fallback.Hold;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Each row of the state table: who is asked, what is returned, what is recorded, what ends it. */
class StateTableTest {
  private final Bench bench = new Bench();

  @Test
  void closed_answers_from_the_backend_and_records() throws Exception {
    Answer<Long> answer = bench.answering(1, 42).get();
    assertThat(answer.value()).isEqualTo(42);
    assertThat(answer.source()).isEqualTo(Source.BACKEND);
    assertThat(answer.state()).isEqualTo(State.CLOSED);
    assertThat(answer.reason()).isEqualTo(Reason.BACKEND_ANSWERED);
    assertThat(answer.age()).isZero();
    assertThat(bench.store.rows).hasSize(1);
    assertThat(bench.store.reads).isZero();
  }

  @Test
  void closed_answers_from_the_store_when_the_backend_fails() throws Exception {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(90));
    Answer<Long> answer = bench.failing(1).get();
    assertThat(answer.value()).isEqualTo(42);
    assertThat(answer.source()).isEqualTo(Source.STORE);
    assertThat(answer.age()).isEqualTo(Duration.ofSeconds(90));
    assertThat(answer.reason()).isEqualTo(Reason.BACKEND_FAILED);
  }

  @Test
  void closed_gives_the_backends_error_when_the_store_has_nothing() {
    assertThatThrownBy(() -> bench.failing(1).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("backend is down");
  }

  @Test
  void closed_gives_the_backends_error_with_the_stores_suppressed_in_it() {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    assertThatThrownBy(() -> bench.failing(1).get())
        .cause()
        .hasMessage("backend is down")
        .satisfies(error -> assertThat(error.getSuppressed()[0]).hasMessage("store is down"));
  }

  @Test
  void a_snapshot_older_than_its_maximum_age_is_not_served() {
    bench.answering(1, 42);
    bench.time.advance(Bench.MAX_AGE.plusMillis(1));
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
  }

  @Test
  void a_snapshot_just_within_its_maximum_age_is_served() throws Exception {
    bench.answering(1, 42);
    bench.time.advance(Bench.MAX_AGE);
    assertThat(bench.failing(1).get().value()).isEqualTo(42);
  }

  @Test
  void a_backend_that_hangs_is_given_up_at_the_hard_timeout() throws Exception {
    bench.answering(1, 42);
    CompletableFuture<Long> hanging = new CompletableFuture<>();
    var answer = bench.ask(1, () -> hanging);
    bench.time.advance(Bench.TIMEOUT.minusNanos(1));
    assertThat(answer).isNotDone();
    bench.time.advance(Duration.ofNanos(1));
    assertThat(answer.get().source()).isEqualTo(Source.STORE);
    assertThat(answer.get().reason()).isEqualTo(Reason.BACKEND_TIMED_OUT);
    assertThat(hanging).isCancelled();
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_timeout_without_a_snapshot_is_an_error_that_names_the_operation() {
    var answer = bench.ask(1, CompletableFuture::new);
    bench.time.advance(Bench.TIMEOUT);
    assertThatThrownBy(answer::get)
        .cause()
        .isInstanceOf(BackendTimeoutException.class)
        .hasMessageContaining("test.Numbers.number")
        .hasMessageContaining("1000 ms");
  }

  @Test
  void open_answers_from_the_store_and_leaves_the_backend_alone() throws Exception {
    bench.answering(1, 42);
    bench.open();
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
    Answer<Long> answer = bench.ask(1, Bench.untouched()).get();
    assertThat(answer.source()).isEqualTo(Source.STORE);
    assertThat(answer.state()).isEqualTo(State.OPEN);
    assertThat(answer.reason()).isEqualTo(Reason.BREAKER_OPEN);
  }

  @Test
  void open_without_a_snapshot_says_at_once_when_to_come_again() {
    bench.open();
    bench.time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> bench.ask(1, Bench.untouched()).get())
        .cause()
        .isInstanceOfSatisfying(
            BackendUnavailableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void half_open_lets_one_probe_through_and_answers_the_others_from_the_store() throws Exception {
    bench.answering(1, 42);
    bench.open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var probe = bench.ask(1, () -> backend);
    assertThat(bench.ask(1, Bench.untouched()).get().source()).isEqualTo(Source.STORE);
    backend.complete(43L);
    assertThat(probe.get().value()).isEqualTo(43);
    assertThat(probe.get().state()).isEqualTo(State.HALF_OPEN);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.failing(1).get().value()).as("the probe's answer was recorded").isEqualTo(43);
  }

  @Test
  void half_open_opens_again_when_the_probe_fails_and_waits_longer() throws Exception {
    bench.answering(1, 42);
    bench.open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.failing(1).get().source()).isEqualTo(Source.STORE);
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
    assertThat(bench.control().retryAfter()).isEqualTo(Bench.WAIT.multipliedBy(2));
  }

  @Test
  void half_open_is_left_when_a_probe_hangs_though_nobody_calls() {
    bench.open();
    bench.time.advance(Bench.WAIT);
    bench.ask(1, CompletableFuture::new);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void forced_asks_the_backend_records_and_never_reads() throws Exception {
    bench.answering(1, 42);
    bench.hold(State.FORCED);
    assertThat(bench.answering(2, 7).get().state()).isEqualTo(State.FORCED);
    assertThat(bench.store.rows).hasSize(2);
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
    assertThat(bench.store.reads).isZero();
  }

  @Test
  void reversed_answers_from_the_store_first() throws Exception {
    bench.answering(1, 42);
    bench.hold(State.REVERSED);
    Answer<Long> answer = bench.ask(1, Bench.untouched()).get();
    assertThat(answer.source()).isEqualTo(Source.STORE);
    assertThat(answer.reason()).isEqualTo(Reason.OPERATOR);
  }

  @Test
  void reversed_asks_the_backend_on_a_miss_and_records() throws Exception {
    bench.hold(State.REVERSED);
    assertThat(bench.answering(1, 42).get().source()).isEqualTo(Source.BACKEND);
    assertThat(bench.ask(1, Bench.untouched()).get().value()).isEqualTo(42);
  }

  @Test
  void reversed_keeps_to_the_breaker() {
    bench.hold(State.REVERSED);
    bench.open();
    assertThatThrownBy(() -> bench.ask(1, Bench.untouched()).get())
        .cause()
        .isInstanceOf(BackendUnavailableException.class);
    assertThat(bench.control().state()).isEqualTo(State.REVERSED);
  }

  @Test
  void isolated_never_asks_the_backend() throws Exception {
    bench.answering(1, 42);
    bench.hold(State.ISOLATED);
    assertThat(bench.ask(1, Bench.untouched()).get().value()).isEqualTo(42);
    assertThatThrownBy(() -> bench.ask(2, Bench.untouched()).get())
        .cause()
        .isInstanceOfSatisfying(
            BackendUnavailableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void bypass_asks_the_backend_and_neither_reads_nor_records() throws Exception {
    bench.answering(1, 42);
    bench.hold(State.BYPASS);
    assertThat(bench.answering(2, 7).get().value()).isEqualTo(7);
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
    assertThat(bench.store.rows).hasSize(1);
    assertThat(bench.store.reads).isZero();
  }

  @Test
  void a_hold_ends_when_it_expires_and_the_breaker_starts_anew() {
    bench.open();
    bench.hold(State.FORCED);
    bench.time.advance(Duration.ofMinutes(1).minusNanos(1));
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
    bench.time.advance(Duration.ofNanos(1));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_hold_ends_when_it_is_released() {
    bench.hold(State.ISOLATED);
    bench.control().release();
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void the_states_of_the_breaker_cannot_be_held() {
    assertThatThrownBy(() -> new Hold(State.OPEN, "me", "because", Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ISOLATED");
  }

  @Test
  void every_change_of_state_is_told() {
    bench.open();
    bench.time.advance(Bench.WAIT);
    bench.answering(1, 42);
    assertThat(bench.events(FallbackEvent.StateChanged.class))
        .extracting(FallbackEvent.StateChanged::from, FallbackEvent.StateChanged::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(State.CLOSED, State.OPEN),
            org.assertj.core.groups.Tuple.tuple(State.OPEN, State.HALF_OPEN),
            org.assertj.core.groups.Tuple.tuple(State.HALF_OPEN, State.CLOSED));
  }
}
