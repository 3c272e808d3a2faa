package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Answer;
import dev.fallback.BackendUnavailableException;
import dev.fallback.BreakerSettings;
import dev.fallback.Hold;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent.StateChanged;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A backend with room for two calls in flight, and one that two services share. */
class BackendRoomTest {
  private final Bench bench =
      new Bench(new BackendSettings(Optional.of("core"), 2), settings -> settings);

  private CompletableFuture<Long> fill(int key) {
    CompletableFuture<Long> backend = new CompletableFuture<>();
    bench.ask(key, () -> backend);
    return backend;
  }

  private boolean full() {
    AtomicInteger asked = new AtomicInteger();
    bench
        .ask(
            99,
            () -> {
              asked.incrementAndGet();
              return new CompletableFuture<>();
            })
        .cancel(true);
    return asked.get() == 0;
  }

  @Test
  void calls_beyond_the_room_are_answered_from_the_store_and_count_for_nothing() throws Exception {
    bench.answering(1, 42);
    fill(2);
    fill(3);
    for (int i = 0; i < 50; i++) {
      Answer<Long> answer = bench.ask(1, Bench.untouched()).get();
      assertThat(answer.source()).isEqualTo(Source.STORE);
      assertThat(answer.reason()).isEqualTo(Reason.BACKEND_BUSY);
      assertThat(answer.state()).isEqualTo(State.CLOSED);
    }
    assertThatThrownBy(() -> bench.ask(9, Bench.untouched()).get())
        .cause()
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("enough to do");
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void every_way_a_call_can_end_makes_room(String how, Consumer<CompletableFuture<Long>> end) {
    CompletableFuture<Long> first = fill(2);
    fill(3);
    assertThat(full()).isTrue();
    end.accept(first);
    bench.time.advance(how.equals("times out") ? Bench.TIMEOUT : Duration.ZERO);
    assertThat(full()).isFalse();
    fill(4);
    assertThat(full()).as("one place, not two").isEqualTo(!how.equals("times out"));
  }

  static List<Arguments> endings() {
    return List.of(
        ending("answers", backend -> backend.complete(1L)),
        ending("fails", backend -> backend.completeExceptionally(new IllegalStateException())),
        ending("a bug", backend -> backend.completeExceptionally(new NullPointerException())),
        ending("not counted", backend -> backend.completeExceptionally(new Bench.TooMany())),
        ending("times out", backend -> {}));
  }

  private static Arguments ending(String how, Consumer<CompletableFuture<Long>> end) {
    return Arguments.of(how, end);
  }

  @Test
  void a_probe_without_room_gives_its_lease_back() {
    ManualTime time = new ManualTime();
    BreakerSettings twoProbes =
        new BreakerSettings(
            Duration.ofSeconds(30), 1, 50, 100, 1, Bench.WAIT, 1, Bench.WAIT, 0, 2, 2);
    Backend backend = new Backend(twoProbes, 1, time, () -> 0.5);
    backend.judged(0, Objects.requireNonNull(backend.acquire(0, 1)), true, false);
    assertThat(backend.acquire(0, 1)).as("open").isNull();
    time.advance(Bench.WAIT);
    for (int i = 0; i < 5; i++) {
      Permit probe = Objects.requireNonNull(backend.acquire(time.nanos(), 1_000_000));
      assertThat(probe.noRoom()).isFalse();
      assertThat(backend.acquire(time.nanos(), 1_000_000)).isEqualTo(Permit.NO_ROOM);
      backend.released(probe);
    }
  }

  @Test
  void reversed_answers_with_what_it_has_where_there_is_no_room() throws Exception {
    bench.answering(1, 42);
    fill(2);
    fill(3);
    bench.hold(State.REVERSED);
    assertThatThrownBy(() -> bench.ask(9, Bench.untouched()).get())
        .cause()
        .isInstanceOf(BackendUnavailableException.class);
    assertThat(bench.ask(1, Bench.untouched()).get().value()).isEqualTo(42);
  }

  @Test
  void an_operators_forced_and_bypass_know_no_room() {
    fill(2);
    fill(3);
    bench.hold(State.FORCED);
    assertThat(bench.answering(1, 42)).isCompleted();
    bench.hold(State.BYPASS);
    assertThat(bench.answering(1, 42)).isCompleted();
  }

  @Test
  void callers_who_share_a_call_take_one_place() {
    Bench sharing = sharing();
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var calls = List.of(sharing.ask(1, () -> backend), sharing.ask(1, () -> backend));
    var third = sharing.ask(1, () -> backend);
    assertThat(sharing.answering(2, 7)).isCompletedWithValueMatching(a -> a.value() == 7);
    backend.complete(42L);
    assertThat(calls).allMatch(CompletableFuture::isDone);
    assertThat(third).isCompletedWithValueMatching(a -> a.value() == 42);
  }

  @Test
  void to_join_a_call_takes_no_place() {
    Bench sharing = sharing();
    sharing.answering(1, 41);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    sharing.ask(1, () -> backend);
    sharing.ask(2, CompletableFuture::new);
    var joined = sharing.ask(1, Bench.untouched());
    assertThat(joined).isNotDone();
    backend.complete(42L);
    assertThat(joined)
        .isCompletedWithValueMatching(a -> a.source() == Source.BACKEND && a.value() == 42);
    assertThat(sharing.ask(1, () -> CompletableFuture.completedFuture(43L)))
        .as("the place is free")
        .isCompletedWithValueMatching(a -> a.source() == Source.BACKEND && a.value() == 43);
  }

  @Test
  void who_joined_without_a_place_leaves_without_one() {
    Bench sharing = sharing();
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var first = sharing.ask(1, () -> backend);
    sharing.ask(2, CompletableFuture::new);
    sharing.ask(1, Bench.untouched()).cancel(true);
    assertThat(backend).isNotDone();
    first.cancel(true);
    assertThat(backend).isCancelled();
    sharing.ask(3, CompletableFuture::new);
    assertThatThrownBy(() -> sharing.ask(4, Bench.untouched()).get())
        .as("one place, not two")
        .hasCauseInstanceOf(BackendUnavailableException.class);
  }

  private static Bench sharing() {
    return new Bench(
        new BackendSettings(Optional.empty(), 2),
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
  }

  @Test
  void services_of_one_backend_open_together_and_a_hold_on_one_resets_nothing() {
    OperationDescriptor<Long> other =
        OperationDescriptor.of("test.Others", "other", new Bench.NumberCodec())
            .maxAge(Bench.MAX_AGE)
            .retention(Bench.MAX_AGE)
            .timeout(Bench.TIMEOUT)
            .storedIn(new StoredTable("others", "k", "v", "insert", "select"), "tag");
    bench.engine.operation(new Bench.Service("test.Others", List.of(other)), other);
    bench.open();
    assertThat(bench.engine.service("test.Others").orElseThrow().state()).isEqualTo(State.OPEN);
    assertThat(bench.events(StateChanged.class))
        .extracting(StateChanged::service)
        .containsExactly("test.Numbers", "test.Others");
    bench
        .engine
        .service("test.Others")
        .orElseThrow()
        .hold(new Hold(State.BYPASS, "ann", "x", Duration.ofSeconds(1)));
    bench.engine.service("test.Others").orElseThrow().release();
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
    assertThat(bench.engine.service("test.Others").orElseThrow().state()).isEqualTo(State.OPEN);
  }
}
