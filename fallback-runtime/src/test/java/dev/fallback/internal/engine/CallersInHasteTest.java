package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A request's deadline ends its waiting, not the backend's call. */
class CallersInHasteTest {
  private final Bench bench = new Bench();

  private Instant now() {
    return Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
  }

  @Test
  void a_call_takes_at_most_its_share_of_the_requests_time() throws Exception {
    bench.answering(1, 42);
    CompletableFuture<Answer<Long>> answer;
    try (CallScope scope = CallScope.open().within(Duration.ofMillis(100))) {
      assertThat(scope.within()).isPresent();
      answer = bench.ask(1, CompletableFuture::new);
    }
    bench.time.advance(Duration.ofMillis(79));
    assertThat(answer).isNotDone();
    bench.time.advance(Duration.ofMillis(1));
    assertThat(answer.get().source()).isEqualTo(Source.STORE);
  }

  private void hasty(Duration left) {
    Bench.in(CallScope.open().within(left), () -> bench.ask(1, CompletableFuture::new));
  }

  @Test
  void callers_in_haste_are_no_witnesses_against_a_backend_that_answers_later() {
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Long> backend = new CompletableFuture<>();
      CompletableFuture<Answer<Long>> call =
          Bench.in(
              CallScope.open().within(Duration.ofMillis(100)), () -> bench.ask(1, () -> backend));
      bench.time.advance(Duration.ofMillis(80));
      assertThat(call).isDone();
      bench.time.advance(Duration.ofMillis(20));
      backend.complete(42L);
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.failing(1).join().value()).as("recorded").isEqualTo(42);
  }

  @Test
  void a_backend_that_hangs_opens_the_breaker_however_hasty_its_callers() {
    for (int i = 0; i < 10; i++) {
      hasty(Duration.ofMillis(100));
    }
    bench.time.advance(Duration.ofMillis(80));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    bench.time.advance(Duration.ofMillis(920));
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_request_whose_time_was_up_before_asks_no_backend() throws Exception {
    bench.answering(1, 42);
    Answer<Long> answer =
        Bench.in(CallScope.open().until(now()), () -> bench.ask(1, Bench.untouched())).get();
    assertThat(answer.value()).isEqualTo(42);
    assertThat(answer.reason()).isEqualTo(Reason.BACKEND_TIMED_OUT);
    bench.open();
    bench.time.advance(Bench.WAIT);
    Bench.in(CallScope.open().until(now()), () -> bench.ask(1, Bench.untouched())).get();
    bench.answering(1, 43); // the probe's place is free
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_probe_in_haste_is_judged_by_what_the_backend_does() {
    bench.open();
    bench.time.advance(Bench.WAIT);
    hasty(Duration.ofMillis(100));
    bench.time.advance(Duration.ofMillis(80));
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    bench.time.advance(Duration.ofMillis(920));
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }
}
