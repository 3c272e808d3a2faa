package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a caller or a configuration may demand beyond the states. */
class CallDemandsTest {
  private final Bench bench = new Bench();

  private static Bench with(
      Duration softTimeout, Duration freshFor, boolean share, Duration softMaxAge) {
    return new Bench(
        Bench.settings(),
        code ->
            new OperationSettings(
                code.maxAge(),
                code.retention(),
                code.timeout(),
                code.deadlineShare(),
                Optional.ofNullable(softTimeout),
                Optional.ofNullable(softMaxAge),
                Optional.ofNullable(freshFor),
                code.refreshAhead(),
                code.refreshEvery(),
                share,
                code.state()));
  }

  private Instant now() {
    return Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
  }

  @Test
  void in_reversed_an_unchanged_answer_is_fresh_again_however_young_it_must_be() throws Exception {
    Duration fresh = Duration.ofSeconds(10);
    Bench reversed = with(null, fresh, false, null);
    reversed.answering(1, 42);
    reversed.hold(State.REVERSED);
    reversed.time.advance(fresh.plusSeconds(1));
    assertThat(reversed.answering(1, 42).get().source()).isEqualTo(Source.BACKEND);
    reversed.time.advance(Duration.ofMillis(1));
    assertThat(reversed.ask(1, Bench.untouched()).get().source()).isEqualTo(Source.STORE);
  }

  @Test
  void what_is_found_after_the_caller_went_does_not_age_the_response() {
    for (Duration age : List.of(Duration.ofMinutes(2), Bench.MAX_AGE.plusDays(1))) {
      bench.answering(1, 42);
      bench.time.advance(age);
      CompletableFuture<Optional<StoredSnapshot>> slow = new CompletableFuture<>();
      bench.store.nextRead = slow;
      CallScope scope = CallScope.open();
      var call = Bench.in(scope, () -> bench.failing(1));
      call.complete(null);
      slow.complete(Optional.of(bench.store.lastWritten));
      assertThat(scope.oldestAsOf()).isEmpty();
      assertThat(bench.events(FallbackEvent.SnapshotRefused.class)).isEmpty();
    }
  }

  // Soft timeout

  @Test
  void after_the_soft_timeout_a_young_snapshot_is_returned_and_the_late_answer_recorded()
      throws Exception {
    Bench soft = with(Duration.ofMillis(100), null, false, Duration.ofHours(1));
    soft.answering(1, 42);
    soft.time.advance(Duration.ofMinutes(1));
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var answer = soft.ask(1, () -> backend);
    soft.time.advance(Duration.ofMillis(100));
    assertThat(answer.get().value()).isEqualTo(42);
    assertThat(answer.get().reason()).isEqualTo(Reason.BACKEND_SLOW);
    assertThat(backend).isNotDone();
    backend.complete(43L);
    assertThat(soft.failing(1).get().value()).isEqualTo(43);
    assertThat(soft.callTimers()).isZero();
  }

  @Test
  void after_the_soft_timeout_an_old_snapshot_is_not_preferred_but_serves_at_the_hard_one()
      throws Exception {
    Bench soft = with(Duration.ofMillis(100), null, false, Duration.ofHours(1));
    soft.answering(1, 42);
    soft.time.advance(Duration.ofHours(2));
    var answer = soft.ask(1, CompletableFuture::new);
    soft.time.advance(Duration.ofMillis(999));
    assertThat(answer).isNotDone();
    soft.time.advance(Duration.ofMillis(1));
    assertThat(answer.get().reason()).isEqualTo(Reason.BACKEND_TIMED_OUT);
  }

  @Test
  void an_answer_within_the_soft_timeout_reads_no_store() {
    Bench soft = with(Duration.ofMillis(100), null, false, Duration.ofHours(1));
    CompletableFuture<Long> backend = new CompletableFuture<>();
    soft.ask(1, () -> backend);
    soft.time.advance(Duration.ofMillis(99));
    backend.complete(1L);
    soft.time.advance(Duration.ofSeconds(1));
    assertThat(soft.store.reads).isZero();
    assertThat(soft.events(FallbackEvent.CallAnswered.class)).hasSize(1);
  }

  // What one request demands

  @Test
  void a_snapshot_older_than_the_caller_accepts_is_a_miss() throws Exception {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(10));
    try (CallScope scope = CallScope.open().notOlderThan(now().minusSeconds(10))) {
      assertThat(bench.failing(1).get().value()).isEqualTo(42);
      assertThat(scope.oldestAsOf()).contains(now().minusSeconds(10));
    }
    try (CallScope scope = CallScope.open().notOlderThan(now().minusSeconds(9))) {
      var answer = bench.failing(1);
      assertThatThrownBy(answer::get).cause().hasMessage("backend is down");
      assertThat(scope.oldestAsOf()).isEmpty();
    }
  }

  @Test
  void a_scope_knows_the_oldest_of_its_answers_and_inner_scopes_tell_outer_ones() {
    bench.answering(1, 1);
    Instant oldest = now();
    bench.time.advance(Duration.ofSeconds(5));
    bench.answering(2, 2);
    try (CallScope outer = CallScope.open()) {
      bench.failing(2);
      try (CallScope inner = CallScope.open()) {
        bench.failing(1);
        assertThat(inner.oldestAsOf()).contains(oldest);
      }
      assertThat(outer.oldestAsOf()).contains(oldest);
    }
    assertThat(CallScope.current()).isEmpty();
  }

  @Test
  void in_reversed_the_backend_is_asked_in_the_callers_scope_wherever_that_is() {
    bench.hold(State.REVERSED);
    CompletableFuture<Optional<StoredSnapshot>> slow = new CompletableFuture<>();
    bench.store.nextRead = slow;
    List<Optional<CallScope>> scopes = new ArrayList<>();
    CallScope scope = CallScope.open();
    Bench.in(
        scope,
        () ->
            bench.ask(
                1,
                () -> {
                  scopes.add(CallScope.current());
                  return CompletableFuture.completedFuture(42L);
                }));
    try (CallScope another = CallScope.open()) {
      slow.complete(Optional.empty());
      assertThat(CallScope.current()).containsSame(another);
    }
    assertThat(scopes).containsExactly(Optional.of(scope));
  }

  // Failures of several kinds

  @Test
  void a_known_absence_replaces_the_snapshot_and_reads_as_a_miss() {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(
            () -> bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.Closed())).get())
        .cause()
        .isInstanceOf(Bench.Closed.class);
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
  }

  @Test
  void an_error_that_the_annotation_forgets_on_replaces_the_snapshot_too() {
    bench.answering(1, 42);
    bench.time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(
            () -> bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.Gone())).get())
        .cause()
        .isInstanceOf(Bench.Gone.class);
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void what_the_annotation_says_is_in_force_unless_overridden() {
    OperationDescriptor<Long> described =
        OperationDescriptor.of("test.Numbers", "soft", new Bench.NumberCodec())
            .maxAge(Bench.MAX_AGE)
            .retention(Bench.MAX_AGE)
            .softTimeout(Duration.ofMillis(100), Duration.ofHours(1))
            .freshFor(Duration.ofMinutes(5))
            .shareBackendCalls()
            .storedIn(Bench.NUMBER.table(), "tag");
    OperationSettings settings = OperationSettings.of(described);
    assertThat(settings.softTimeout()).contains(Duration.ofMillis(100));
    assertThat(settings.softMaxAge()).contains(Duration.ofHours(1));
    assertThat(settings.freshFor()).contains(Duration.ofMinutes(5));
    assertThat(settings.shareBackendCalls()).isTrue();
  }

  @Test
  void what_is_served_and_what_is_counted_are_separate() throws Exception {
    bench.answering(1, 42);
    for (int i = 0; i < 50; i++) {
      assertThat(
              bench
                  .ask(1, () -> CompletableFuture.failedFuture(new Bench.TooMany()))
                  .get()
                  .source())
          .isEqualTo(Source.STORE);
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    for (int i = 0; i < 9; i++) { // with the recorded success, ten calls
      var answer = bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.Secret()));
      assertThatThrownBy(answer::get).cause().isInstanceOf(Bench.Secret.class);
    }
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  // Sharing and refreshing

  @Test
  void where_the_operation_opts_in_callers_of_one_key_share_a_backend_call() throws Exception {
    Bench sharing = with(null, null, true, null);
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var first = sharing.ask(1, () -> counted(asked, backend));
    var second = sharing.ask(1, () -> counted(asked, backend));
    var other = sharing.ask(2, () -> counted(asked, backend));
    assertThat(asked).hasValue(2);
    backend.complete(42L);
    assertThat(first.get().value()).isEqualTo(42);
    assertThat(second.get().value()).isEqualTo(42);
    assertThat(other.get().value()).isEqualTo(42);
    sharing.ask(1, () -> counted(asked, CompletableFuture.completedFuture(1L)));
    assertThat(asked).hasValue(3);
  }

  @Test
  void a_shared_call_goes_on_until_the_last_who_waits_has_cancelled() {
    Bench sharing = with(null, null, true, null);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var first = sharing.ask(1, () -> backend);
    var second = sharing.ask(1, () -> backend);
    first.cancel(true);
    assertThat(backend).isNotCancelled();
    second.cancel(true);
    assertThat(backend).isCancelled();
    assertThat(sharing.callTimers()).isZero();
  }

  @Test
  void by_default_backend_calls_are_not_shared() {
    AtomicInteger asked = new AtomicInteger();
    bench.ask(1, () -> counted(asked, new CompletableFuture<>()));
    bench.ask(1, () -> counted(asked, new CompletableFuture<>()));
    assertThat(asked).hasValue(2);
  }

  @Test
  void store_reads_of_one_key_are_shared() {
    bench.open();
    bench.store.mode = ScriptedStore.Mode.HANGS;
    int before = bench.store.reads;
    bench.ask(1, Bench.untouched());
    bench.ask(1, Bench.untouched());
    bench.ask(2, Bench.untouched());
    assertThat(bench.store.reads - before).isEqualTo(2);
  }

  @Test
  void reversed_refreshes_in_the_background_close_to_the_end_of_freshness_once_a_key()
      throws Exception {
    Bench reversed = with(null, Duration.ofSeconds(100), false, null);
    reversed.answering(1, 42);
    reversed.hold(State.REVERSED);
    reversed.time.advance(Duration.ofSeconds(40));
    assertThat(reversed.ask(1, Bench.untouched()).get().source()).isEqualTo(Source.STORE);
    reversed.time.advance(Duration.ofSeconds(15));
    reversed.hold(State.REVERSED);
    reversed.time.advance(Duration.ofSeconds(35));
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<Long> backend = new CompletableFuture<>();
    assertThat(reversed.ask(1, () -> counted(asked, backend)).get().value()).isEqualTo(42);
    assertThat(reversed.ask(1, () -> counted(asked, backend)).get().value()).isEqualTo(42);
    assertThat(asked).hasValue(1);
    backend.complete(43L);
    assertThat(reversed.ask(1, Bench.untouched()).get().value()).isEqualTo(43);
  }

  @Test
  void a_refresh_that_fails_is_tried_again_by_a_later_call() {
    Bench reversed = with(null, Duration.ofSeconds(100), false, null);
    reversed.answering(1, 42);
    reversed.time.advance(Duration.ofSeconds(90));
    reversed.hold(State.REVERSED);
    for (int i = 0; i < 70; i++) { // more than may be under way at once
      assertThat(reversed.failing(1).join().source()).isEqualTo(Source.STORE);
    }
    assertThat(reversed.events(FallbackEvent.BackendAsked.class))
        .as("all but those that the breaker forbade")
        .hasSize(1 + 10);
    reversed.time.advance(Bench.WAIT);
    assertThat(reversed.answering(1, 43).join().value()).isEqualTo(42);
    assertThat(reversed.ask(1, Bench.untouched()).join().value()).isEqualTo(43);
  }

  @Test
  void reversed_serves_a_stale_snapshot_when_the_backend_fails() throws Exception {
    Bench reversed = with(null, Duration.ofSeconds(10), false, null);
    reversed.answering(1, 42);
    reversed.hold(State.REVERSED);
    reversed.time.advance(Duration.ofSeconds(20));
    assertThat(reversed.failing(1).get().source()).isEqualTo(Source.STORE);
    assertThat(reversed.answering(1, 43).get().source()).isEqualTo(Source.BACKEND);
  }

  // Clocks that differ

  @Test
  void a_snapshot_from_the_future_is_a_miss_beyond_a_second_of_skew() throws Exception {
    bench.time.advance(Duration.ofSeconds(10));
    bench.answering(1, 42);
    bench.store.rows.replaceAll(
        (key, row) -> new StoredSnapshot(row.bytes(), row.asOfMicros() + 1_000_000));
    Answer<Long> answer = bench.failing(1).get();
    assertThat(answer.age()).isZero();
    bench.store.rows.replaceAll(
        (key, row) -> new StoredSnapshot(row.bytes(), row.asOfMicros() + 1));
    assertThatThrownBy(() -> bench.failing(1).get()).cause().hasMessage("backend is down");
  }

  private static CompletableFuture<Long> counted(
      AtomicInteger asked, CompletableFuture<Long> backend) {
    asked.incrementAndGet();
    return backend;
  }
}
