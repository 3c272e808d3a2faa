package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a backend does, in Closed and as a probe. */
class BackendBehaviourTest {
  private final Bench bench = new Bench();

  private void halfOpen() {
    bench.open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void a_business_error_passes_and_is_never_replaced_by_a_snapshot() {
    bench.answering(1, 42);
    Bench.NotFound notFound = new Bench.NotFound();
    assertThatThrownBy(() -> bench.ask(1, () -> CompletableFuture.failedFuture(notFound)).get())
        .cause()
        .isSameAs(notFound);
    assertThat(bench.store.reads).isZero();
  }

  @Test
  void a_business_error_is_found_through_nested_wrappers() {
    Throwable nested = new CompletionException(new CompletionException(new Bench.NotFound()));
    assertThatThrownBy(() -> bench.ask(1, () -> CompletableFuture.failedFuture(nested)).get())
        .cause()
        .isInstanceOf(Bench.NotFound.class);
  }

  @Test
  void business_errors_do_not_count_against_the_backend() {
    for (int i = 0; i < 100; i++) {
      bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.NotFound()));
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_business_error_of_a_probe_closes() {
    halfOpen();
    bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.NotFound()));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_bug_is_neither_masked_nor_counted() {
    bench.answering(1, 42);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(
              () ->
                  bench
                      .ask(1, () -> CompletableFuture.failedFuture(new NullPointerException("x")))
                      .get())
          .hasRootCauseInstanceOf(NullPointerException.class);
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.store.reads).isZero();
  }

  @Test
  void a_bug_in_a_probe_frees_its_place_for_another() {
    halfOpen();
    bench.ask(1, () -> CompletableFuture.failedFuture(new ClassCastException()));
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    bench.answering(1, 42);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void an_error_thrown_before_there_is_a_stage_is_a_failure() throws Exception {
    bench.answering(1, 42);
    Supplier<CompletionStage<Long>> throwing =
        () -> {
          throw new IllegalStateException("no connection");
        };
    assertThat(bench.ask(1, throwing).get().value()).isEqualTo(42);
  }

  @Test
  void an_error_of_the_machine_in_a_probe_opens_again() {
    halfOpen();
    bench.ask(1, () -> CompletableFuture.failedFuture(new StackOverflowError()));
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void an_error_of_the_machine_thrown_by_a_probe_opens_again() {
    halfOpen();
    bench.ask(
        1,
        () -> {
          throw new OutOfMemoryError("thrown by a test");
        });
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void null_instead_of_a_stage_is_a_bug_and_says_so() {
    assertThatThrownBy(() -> bench.ask(1, () -> null).get())
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("must return a stage");
  }

  @Test
  void a_null_answer_is_an_answer_and_is_served_later() throws Exception {
    bench.ask(1, () -> CompletableFuture.completedFuture(null));
    assertThat(bench.failing(1).get().value()).isNull();
  }

  @Test
  void calls_that_hang_count_when_they_pass_their_timeout() {
    for (int i = 0; i < 10; i++) {
      bench.ask(i, CompletableFuture::new);
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void slow_answers_open_though_they_are_good() {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Long> slow = new CompletableFuture<>();
      bench.ask(i, () -> slow);
      bench.time.advance(Bench.TIMEOUT.dividedBy(2));
      slow.complete(1L);
    }
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void calls_begun_in_closed_do_not_decide_half_open(boolean succeed) {
    List<CompletableFuture<Long>> old = new java.util.ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Long> backend = new UncancellableFuture();
      old.add(backend);
      bench.ask(i, () -> backend);
    }
    bench.open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    for (CompletableFuture<Long> backend : old) {
      if (succeed) {
        backend.complete(1L);
      } else {
        backend.completeExceptionally(new IllegalStateException("late"));
      }
    }
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void cancelling_frees_the_probe_the_timers_and_the_backends_future() {
    halfOpen();
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var probe = bench.ask(1, () -> backend);
    assertThat(probe.cancel(true)).isTrue();
    assertThat(backend).isCancelled();
    assertThat(bench.callTimers()).isZero();
    assertThat(bench.events(FallbackEvent.CallCancelled.class)).hasSize(1);
    bench.answering(1, 42);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_backend_that_cancels_its_own_future_has_failed() throws Exception {
    bench.answering(1, 42);
    assertThat(
            bench
                .ask(1, () -> CompletableFuture.failedFuture(new CancellationException()))
                .get()
                .value())
        .isEqualTo(42);
  }

  @Test
  void an_answer_given_twice_counts_once() {
    TwiceStage twice = new TwiceStage();
    bench.ask(1, () -> twice);
    twice.completeTwice(1L);
    assertThat(bench.events(FallbackEvent.CallAnswered.class)).hasSize(1);
    assertThat(bench.store.writes).isEqualTo(1);
  }

  @Test
  void an_answer_that_cannot_be_stored_reaches_the_caller_and_is_told() throws Exception {
    assertThat(bench.answering(1, -5).get().value()).isEqualTo(-5);
    assertThat(bench.events(FallbackEvent.RecordingSkipped.class))
        .extracting(FallbackEvent.RecordingSkipped::cause)
        .containsExactly(FallbackEvent.RecordingSkipped.Cause.UNSTORABLE);
  }

  @Test
  void every_call_ends_in_exactly_one_event() {
    bench.answering(1, 42);
    bench.failing(1);
    bench.failing(2);
    bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.NotFound()));
    bench.ask(1, CompletableFuture::new).cancel(false);
    var hanging = bench.ask(1, CompletableFuture::new);
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(hanging).isDone();
    long calls =
        bench.events.stream()
            .filter(
                event ->
                    event instanceof FallbackEvent.CallAnswered
                        || event instanceof FallbackEvent.CallFailed
                        || event instanceof FallbackEvent.BusinessErrorPassed
                        || event instanceof FallbackEvent.CallCancelled)
            .count();
    assertThat(calls).isEqualTo(6);
  }

  /** A backend's future that does not heed cancelling, as many do not. */
  private static final class UncancellableFuture extends CompletableFuture<Long> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }

  /** A stage that breaks the rules: it tells its dependants twice. */
  private static final class TwiceStage extends CompletableFuture<Long> {
    private java.util.function.BiConsumer<? super Long, ? super Throwable> told = (v, e) -> {};

    @Override
    public CompletableFuture<Long> whenComplete(
        java.util.function.BiConsumer<? super Long, ? super Throwable> action) {
      told = action;
      return this;
    }

    void completeTwice(long value) {
      told.accept(value, null);
      told.accept(value + 1, null);
    }
  }
}
