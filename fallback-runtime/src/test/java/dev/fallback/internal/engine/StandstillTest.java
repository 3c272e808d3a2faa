package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.time.Timeout;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Neither backend nor store is blamed for a time in which this process stood still. */
class StandstillTest {
  private static final Duration LONG = Bench.TIMEOUT.multipliedBy(3);
  private static final Duration MOMENT = Duration.ofNanos(Timeout.MOMENT_NANOS);

  private final Bench bench = new Bench();
  private final CompletableFuture<Long> backend = new CompletableFuture<>();

  private List<CompletableFuture<Answer<Long>>> calls() {
    return Stream.generate(() -> bench.ask(1, () -> backend)).limit(20).toList();
  }

  @Test
  void answers_that_nobody_could_notice_in_time_are_answers() {
    List<CompletableFuture<Answer<Long>>> calls = calls();
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    backend.complete(42L);
    assertThat(calls)
        .allSatisfy(call -> assertThat(call.getNow(null).source()).isEqualTo(Source.BACKEND));
    bench.time.advance(LONG);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_backend_that_answers_then_is_not_left_alone() {
    bench.answering(1, 42); // so not all calls are slow
    calls();
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    backend.complete(42L);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_probe_whose_answer_nobody_could_notice_in_time_closes_the_breaker() {
    bench.open();
    bench.time.advance(Bench.WAIT);
    CompletableFuture<Answer<Long>> probe = bench.ask(1, () -> backend);
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    backend.complete(42L);
    assertThat(probe.getNow(null).source()).isEqualTo(Source.BACKEND);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_probe_that_ends_just_after_its_lease_is_judged_by_how_it_ends() {
    ManualTime time = new ManualTime();
    Breaker breaker = new Breaker(Bench.settings(), time, () -> 0.5, (from, to) -> {});
    for (int i = 0; i < 10; i++) {
      breaker.failed(time.nanos(), breaker.acquire(time.nanos(), 1), false);
    }
    time.advance(Bench.WAIT);
    Permit probe = breaker.acquire(time.nanos(), Bench.TIMEOUT.toNanos());
    time.advance(Bench.TIMEOUT);
    breaker.succeeded(time.nanos(), probe, false);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_backend_that_still_does_not_answer_hangs() {
    bench.answering(1, 42);
    List<CompletableFuture<Answer<Long>>> calls = calls();
    bench.time.standStill(LONG);
    bench.time.advance(MOMENT.minusNanos(1));
    assertThat(calls).noneMatch(CompletableFuture::isDone);
    bench.time.advance(Duration.ofNanos(1));
    assertThat(calls)
        .allSatisfy(call -> assertThat(call.getNow(null).source()).isEqualTo(Source.STORE));
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void a_process_that_is_always_late_has_timeouts() {
    CompletableFuture<Answer<Long>> call = bench.ask(1, () -> backend);
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void a_timeout_that_is_a_little_late_is_one() {
    CompletableFuture<Answer<Long>> call = bench.ask(1, () -> backend);
    bench.time.standStill(Bench.TIMEOUT.plusNanos(Timeout.TOLERATED_NANOS));
    bench.time.advance(Duration.ZERO);
    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void who_leaves_while_it_looks_again_leaves_no_timer() {
    CompletableFuture<Answer<Long>> call = bench.ask(1, () -> backend);
    bench.time.standStill(LONG);
    bench.time.advance(Duration.ZERO);
    assertThat(bench.callTimers()).isEqualTo(1);
    call.cancel(true);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_snapshot_that_nobody_could_notice_in_time_is_one() {
    CompletableFuture<Optional<StoredSnapshot>> sent = new CompletableFuture<>();
    ScriptedStore store =
        new ScriptedStore() {
          @Override
          public CompletableFuture<Optional<StoredSnapshot>> read(
              StoredTable table, ByteBuffer key) {
            return sent;
          }
        };
    ManualTime time = new ManualTime();
    GuardedStore guarded =
        new GuardedStore(
            store,
            Bench.STORE,
            Bench.settings(),
            time,
            () -> 0.5,
            new Events(List.of(), Runnable::run),
            new Handoff(Runnable::run));
    CompletableFuture<?> read =
        guarded.read(Bench.NUMBER.table(), RecorderBench.key(1), Runnable::run);
    time.standStill(LONG);
    time.advance(Duration.ZERO);
    assertThat(read).isNotDone();
    sent.complete(Optional.empty());
    assertThat(read).isCompleted();
    assertThat(time.pendingTimers()).isZero();
  }
}
