package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.BackendTimeoutException;
import dev.fallback.CallScope;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Backend calls that callers of one key share: each caller's own demands still hold. */
class SharedCallsTest {
  private final Bench bench =
      new Bench(
          Bench.settings(),
          code ->
              new OperationSettings(
                  code.maxAge(),
                  code.retention(),
                  code.timeout(),
                  1,
                  code.softTimeout(),
                  code.softMaxAge(),
                  code.freshFor(),
                  code.refreshAhead(),
                  code.refreshEvery(),
                  true,
                  code.state()));
  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<Long> backend = new CompletableFuture<>();

  private CompletableFuture<Answer<Long>> ask() {
    return bench.ask(
        1,
        () -> {
          asked.incrementAndGet();
          return backend;
        });
  }

  private CompletableFuture<Answer<Long>> askWithin(Duration left) {
    return Bench.in(CallScope.open().within(left), this::ask);
  }

  @Test
  void a_caller_in_haste_leaves_at_its_own_deadline_and_the_others_go_on() throws Exception {
    var patient = ask();
    var hasty = askWithin(Duration.ofMillis(300));
    bench.time.advance(Duration.ofMillis(299));
    assertThat(hasty).isNotDone();
    bench.time.advance(Duration.ofMillis(1));
    assertThatThrownBy(hasty::get)
        .cause()
        .isInstanceOf(BackendTimeoutException.class)
        .hasMessageContaining("300 ms");
    assertThat(backend).isNotCancelled();
    backend.complete(42L);
    assertThat(patient.get().value()).isEqualTo(42);
    assertThat(asked).hasValue(1);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void what_hangs_on_one_s_answer_may_wait_for_another_s() {
    var first = ask();
    var second = ask();
    var third = ask();
    var before = first.thenCombine(third, (one, three) -> second.isDone());
    var after = first.thenApply(answer -> second.isDone() && third.isDone());
    backend.complete(42L);
    assertThat(after).isCompletedWithValue(true);
    assertThat(before).isCompletedWithValue(true);
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_call_that_somebody_follows_is_made_for_itself_and_told_of_its_recording() {
    ask();
    List<FallbackEvent> told = new ArrayList<>();
    Bench.in(CallScope.open().listener(told::add), this::ask);
    assertThat(asked).hasValue(2);
    backend.complete(42L);
    assertThat(told)
        .filteredOn(
            each ->
                each instanceof FallbackEvent.Recorded
                    || each instanceof FallbackEvent.RecordingSkipped)
        .hasSize(1);
  }

  @Test
  void a_call_begun_by_a_caller_in_haste_lasts_for_those_who_joined() throws Exception {
    var hasty = askWithin(Duration.ofMillis(300));
    var patient = ask();
    bench.time.advance(Duration.ofMillis(900));
    assertThat(hasty).isCompletedExceptionally();
    backend.complete(42L);
    assertThat(patient.get().value()).isEqualTo(42);
  }

  @Test
  void a_call_that_all_gave_up_goes_on_for_who_comes_later_and_leaves_nothing() {
    var first = askWithin(Duration.ofMillis(300));
    var second = askWithin(Duration.ofMillis(400));
    bench.time.advance(Duration.ofMillis(399));
    assertThat(first).isCompletedExceptionally();
    assertThat(backend).isNotCancelled();
    bench.time.advance(Duration.ofMillis(1));
    assertThat(second).isCompletedExceptionally();
    var third = ask();
    backend.complete(42L);
    assertThat(third.join().value()).isEqualTo(42);
    assertThat(asked).hasValue(1);
    assertThat(bench.callTimers()).isZero();
    assertThat(bench.answering(1, 7).join().value()).as("asked anew").isEqualTo(7);
  }

  @Test
  void those_who_gave_up_are_let_go_of() {
    askWithin(Duration.ofMillis(300));
    WeakReference<Object> gone = new WeakReference<>(askWithin(Duration.ofMillis(300)));
    bench.time.advance(Duration.ofMillis(300));
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
    assertThat(backend).isNotDone();
  }

  @Test
  void one_who_cancels_after_the_others_gave_up_does_not_end_the_call() {
    askWithin(Duration.ofMillis(300));
    var patient = ask();
    bench.time.advance(Duration.ofMillis(300));
    patient.cancel(true);
    assertThat(backend).isNotCancelled();
    bench.time.advance(Duration.ofMillis(700));
    assertThat(backend).isCancelled();
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_caller_in_haste_who_is_answered_or_cancels_leaves_no_timer() {
    askWithin(Duration.ofMillis(300));
    backend.complete(42L);
    assertThat(bench.callTimers()).isZero();
    askWithin(Duration.ofMillis(300)); // answered at once
    assertThat(bench.callTimers()).isZero();
    CompletableFuture<Long> hanging = new CompletableFuture<>();
    Bench.in(CallScope.open().within(Duration.ofMillis(300)), () -> bench.ask(2, () -> hanging))
        .cancel(true);
    assertThat(hanging).isCancelled();
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_caller_who_accepts_no_snapshot_whatever_its_age_is_answered() throws Exception {
    var call = Bench.in(CallScope.open().notOlderThan(Instant.MAX), this::ask);
    backend.complete(42L);
    assertThat(call.get().value()).isEqualTo(42);
  }

  @Test
  void a_caller_in_haste_gets_an_answer_that_came_while_this_process_stood_still() {
    ask();
    var hasty = askWithin(Duration.ofMillis(300));
    bench.time.standStill(Duration.ofMillis(800));
    bench.time.advance(Duration.ZERO);
    backend.complete(42L);
    assertThat(hasty.getNow(null).value()).isEqualTo(42);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void hung_calls_whose_callers_gave_up_count_against_the_backend() {
    for (int i = 0; i < 10; i++) {
      askWithin(Duration.ofMillis(300));
      bench.time.advance(Bench.TIMEOUT);
    }
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void a_caller_who_knows_of_a_posting_joins_no_call_from_before_it() throws Exception {
    ask();
    bench.time.advance(Duration.ofMillis(10));
    Instant posted = Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
    Answer<Long> own =
        Bench.in(CallScope.open().notOlderThan(posted), () -> bench.answering(1, 43)).get();
    assertThat(own.value()).isEqualTo(43);
    assertThat(own.asOf()).isEqualTo(posted);
    var joined = Bench.in(CallScope.open().notOlderThan(posted.minusMillis(10)), this::ask);
    backend.complete(42L);
    assertThat(joined.get().value()).isEqualTo(42);
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_deadline_as_long_as_the_timeout_needs_no_timer_of_its_own() {
    askWithin(Bench.TIMEOUT);
    assertThat(bench.callTimers()).isEqualTo(1);
  }
}
