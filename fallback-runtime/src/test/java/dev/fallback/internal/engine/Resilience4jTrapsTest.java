package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why our permits are our own: each trap that Resilience4j's breaker falls into under asynchronous
 * calls, beside the same backend with us. Should a release of Resilience4j close a trap, its half
 * of the pair fails and tells us so.
 */
class Resilience4jTrapsTest {

  private static Bench halfOpen(Bench bench) {
    bench.open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    return bench;
  }

  private static Bench halfOpen() {
    return halfOpen(new Bench());
  }

  /** The next call is a probe, and its success closes. */
  private static void heals(Bench bench) {
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
    assertThat(bench.answering(1, 42).join().state()).isEqualTo(State.HALF_OPEN);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  private static BreakerSettings probes(int permitted, int successes) {
    return new BreakerSettings(
        Duration.ofSeconds(30),
        0,
        0,
        10,
        50,
        100,
        0.5,
        Bench.WAIT,
        2,
        Duration.ofSeconds(20),
        0,
        permitted,
        successes);
  }

  @Nested
  class Probes_that_never_complete {
    @Test
    void resilience4j_stays_in_half_open_without_a_permit_for_ever() {
      Resilience4jPeer peer = new Resilience4jPeer(2, 10);
      peer.halfOpen();
      peer.ask(CompletableFuture::new);
      peer.ask(CompletableFuture::new);
      peer.isWedged();
    }

    @Test
    void we_open_when_the_lease_runs_out_and_probe_again() {
      Bench bench = halfOpen(new Bench(probes(2, 1)));
      bench.ask(1, CompletableFuture::new);
      bench.ask(1, CompletableFuture::new);
      bench.time.advance(Bench.TIMEOUT);
      assertThat(bench.control().state()).isEqualTo(State.OPEN);
      bench.time.advance(Bench.WAIT.multipliedBy(2));
      heals(bench);
    }
  }

  @Nested
  class A_caller_who_cancels {
    @Test
    void resilience4j_cancels_no_backend_call_and_keeps_the_permit() {
      Resilience4jPeer peer = new Resilience4jPeer();
      peer.halfOpen();
      CompletableFuture<Long> backend = new CompletableFuture<>();
      assertThat(peer.ask(() -> backend).cancel(true)).isTrue();
      assertThat(backend).isNotCancelled();
      peer.isWedged();
    }

    @Test
    void we_cancel_the_backend_call_and_free_the_permit() {
      Bench bench = halfOpen();
      CompletableFuture<Long> backend = new CompletableFuture<>();
      assertThat(bench.ask(1, () -> backend).cancel(true)).isTrue();
      assertThat(backend).isCancelled();
      assertThat(bench.callTimers()).isZero();
      heals(bench);
    }
  }

  @Nested
  class Errors_of_the_machine {
    static Stream<Supplier<CompletionStage<Long>>> backends() {
      return Stream.of(
          () -> CompletableFuture.failedFuture(new StackOverflowError()),
          () -> {
            throw new StackOverflowError();
          });
    }

    @Test
    void resilience4j_does_not_count_one_in_a_stage_and_loses_the_permit() {
      Resilience4jPeer peer = new Resilience4jPeer();
      peer.halfOpen();
      peer.ask(() -> CompletableFuture.failedFuture(new StackOverflowError()));
      peer.isWedged();
    }

    @Test
    void resilience4j_does_not_count_one_that_is_thrown_and_loses_the_permit() {
      Resilience4jPeer peer = new Resilience4jPeer();
      peer.halfOpen();
      Supplier<CompletionStage<Long>> throwing =
          () -> {
            throw new StackOverflowError();
          };
      assertThatThrownBy(() -> peer.ask(throwing)).isInstanceOf(StackOverflowError.class);
      peer.isWedged();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void we_count_it_and_probe_again(Supplier<CompletionStage<Long>> backend) {
      Bench bench = halfOpen();
      bench.ask(1, backend);
      assertThat(bench.control().state()).isEqualTo(State.OPEN);
      bench.time.advance(Bench.WAIT.multipliedBy(2));
      heals(bench);
    }
  }

  @Nested
  class Calls_begun_in_closed {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resilience4j_lets_them_decide_half_open(boolean good) {
      Resilience4jPeer peer = new Resilience4jPeer(1, 10, Duration.ofSeconds(60));
      CompletableFuture<Long> old = new CompletableFuture<>();
      peer.ask(() -> old);
      peer.halfOpen();
      finish(old, good);
      assertThat(peer.breaker.getState())
          .isEqualTo(good ? CircuitBreaker.State.CLOSED : CircuitBreaker.State.OPEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void we_ignore_them(boolean good) {
      // Waits shorter than the timeout, so that the old call is still under way in Half-open
      Bench bench =
          new Bench(Bench.settings().withWait(Duration.ofMillis(100), 1, Duration.ofMillis(100)));
      CompletableFuture<Long> old = new CompletableFuture<>();
      bench.ask(1, () -> old);
      bench.open();
      bench.time.advance(Duration.ofMillis(100));
      assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
      finish(old, good);
      heals(bench);
    }

    private void finish(CompletableFuture<Long> backend, boolean good) {
      if (good) {
        backend.complete(1L);
      } else {
        backend.completeExceptionally(new IllegalStateException("late"));
      }
    }
  }

  @Nested
  class Calls_that_hang {
    @Test
    void resilience4j_counts_as_nothing() {
      Resilience4jPeer peer = new Resilience4jPeer();
      for (int i = 0; i < 20; i++) {
        peer.ask(CompletableFuture::new);
      }
      peer.time.advance(Bench.TIMEOUT.multipliedBy(3));
      assertThat(peer.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
      assertThat(peer.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void we_count_as_failures_at_their_timeout() {
      Bench bench = new Bench();
      for (int i = 0; i < 20; i++) {
        bench.ask(1, CompletableFuture::new);
      }
      bench.time.advance(Bench.TIMEOUT);
      assertThat(bench.control().state()).isEqualTo(State.OPEN);
    }
  }

  @Nested
  class Time_that_passes_without_traffic {
    @Test
    void resilience4j_shows_open_long_after_the_wait() {
      Resilience4jPeer peer = new Resilience4jPeer();
      peer.open();
      peer.time.advance(Bench.WAIT.multipliedBy(4));
      assertThat(peer.breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void we_show_half_open_when_the_wait_is_over() {
      Bench bench = new Bench();
      bench.open();
      bench.time.advance(Bench.WAIT);
      assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
      bench.time.advance(Duration.ofDays(1));
      heals(bench);
    }

    @Test
    void resilience4j_does_not_leave_half_open_for_a_probe_that_hangs() {
      Resilience4jPeer peer = new Resilience4jPeer();
      peer.halfOpen();
      peer.ask(CompletableFuture::new);
      peer.isWedged();
    }

    @Test
    void we_leave_half_open_though_nobody_calls_any_more() {
      Bench bench = halfOpen();
      bench.ask(1, CompletableFuture::new);
      bench.time.advance(Bench.TIMEOUT);
      assertThat(bench.events(FallbackEvent.StateChanged.class))
          .last()
          .extracting(FallbackEvent.StateChanged::to)
          .isEqualTo(State.OPEN);
    }
  }

  @Nested
  class Five_permitted_probes {
    @Test
    void resilience4j_closes_after_one_of_them_where_one_call_is_the_minimum() {
      Resilience4jPeer peer = new Resilience4jPeer(5, 1);
      peer.halfOpen();
      peer.ask(() -> CompletableFuture.completedFuture(1L));
      assertThat(peer.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void we_close_after_as_many_successes_as_are_demanded() {
      Bench bench = halfOpen(new Bench(probes(5, 5)));
      for (int i = 0; i < 4; i++) {
        bench.answering(1, 42);
        assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
      }
      heals(bench);
    }

    @Test
    void we_never_have_more_of_them_in_flight() {
      Bench bench = halfOpen(new Bench(probes(5, 5)));
      List<CompletableFuture<?>> probes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        probes.add(bench.ask(1, CompletableFuture::new));
      }
      bench.ask(1, Bench.untouched());
      probes.get(0).cancel(true);
      assertThat(bench.ask(1, CompletableFuture::new)).isNotDone();
      bench.ask(1, Bench.untouched());
    }
  }

  @Nested
  class A_backend_that_returns_null_for_a_stage {
    @Test
    void resilience4j_counts_our_own_bug_against_the_backend() {
      Resilience4jPeer peer = new Resilience4jPeer();
      for (int i = 0; i < 10; i++) {
        peer.ask(() -> null);
      }
      assertThat(peer.breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void we_pass_the_bug_and_count_nothing() {
      Bench bench = new Bench();
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> bench.ask(1, () -> null).join())
            .hasRootCauseInstanceOf(NullPointerException.class);
      }
      assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    }
  }

  @Nested
  class A_backend_that_completes_twice {
    @Test
    void resilience4j_counts_both() {
      Resilience4jPeer peer = new Resilience4jPeer();
      StageThatEndsTwice twice = new StageThatEndsTwice();
      peer.ask(() -> twice);
      twice.completeTwice();
      assertThat(peer.breaker.getMetrics().getNumberOfBufferedCalls()).isEqualTo(2);
    }

    @Test
    void we_count_one() {
      Bench bench = new Bench();
      StageThatEndsTwice twice = new StageThatEndsTwice();
      bench.ask(1, () -> twice);
      twice.completeTwice();
      assertThat(bench.events(FallbackEvent.BackendAsked.class)).hasSize(1);
    }
  }
}
