package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.CallScope;
import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.BackendAsked;
import dev.fallback.event.FallbackEvent.ClockSkewed;
import dev.fallback.event.FallbackEvent.SnapshotRefused;
import dev.fallback.event.FallbackEvent.StateChanged;
import dev.fallback.event.FallbackEvent.StoreRead;
import dev.fallback.event.FallbackEvent.StoreReadFailed;
import dev.fallback.event.FallbackEvent.StoreStateChanged;
import dev.fallback.spi.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What listeners are told, to the word: dashboards and alarms are built on it. */
class EventsToldTest {
  private static final String SERVICE = "test.Numbers";
  private static final String OPERATION = "number";
  private static final Duration A_WHILE = Duration.ofMillis(7);

  private final Bench bench = new Bench();

  private Instant now() {
    return Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
  }

  /** Asks a backend that ends with the error after a while; an answer where it is null. */
  private CompletableFuture<?> asked(Throwable error) {
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var call = bench.ask(1, () -> backend);
    bench.time.advance(A_WHILE);
    if (error == null) {
      backend.complete(42L);
    } else {
      backend.completeExceptionally(error);
    }
    return call;
  }

  private BackendAsked told(Duration duration, boolean succeeded, boolean counted) {
    return new BackendAsked(SERVICE, OPERATION, duration, succeeded, counted);
  }

  @Test
  void how_long_the_backend_took_and_whether_it_answered() {
    asked(null);
    asked(new IllegalStateException("backend is down"));
    asked(new Bench.NotFound());
    asked(new NullPointerException("a bug"));
    bench.ask(1, CompletableFuture::new);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(bench.events(BackendAsked.class))
        .containsExactly(
            told(A_WHILE, true, false),
            told(A_WHILE, false, true),
            told(A_WHILE, true, false),
            told(A_WHILE, false, false),
            told(Bench.TIMEOUT, false, true));
  }

  @Test
  void how_long_a_read_took_and_whether_it_found_anything() {
    bench.failing(1);
    bench.answering(1, 42);
    bench.failing(1);
    bench.store.mode = ScriptedStore.Mode.HANGS;
    bench.failing(1);
    bench.time.advance(StoreLimits.defaults().readTimeout());
    assertThat(bench.events(StoreRead.class))
        .containsExactly(
            new StoreRead(SERVICE, OPERATION, Duration.ZERO, false),
            new StoreRead(SERVICE, OPERATION, Duration.ZERO, true));
    assertThat(bench.events(StoreReadFailed.class))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.service()).isEqualTo(SERVICE);
              assertThat(failed.duration()).isEqualTo(StoreLimits.defaults().readTimeout());
              assertThat(failed.error()).hasMessageContaining("did not read");
            });
  }

  @Test
  void what_spoke_against_the_snapshot_of_a_call_that_failed() {
    bench.answering(1, 42);
    Distrust all = new Distrust(now().minusSeconds(1), now().plusSeconds(1), "ann", "bad restore");
    bench.control().distrust(all);
    bench.failing(1);
    bench.control().trust(all);
    bench.time.advance(Duration.ofSeconds(2));
    Bench.in(CallScope.open().notOlderThan(now().minusSeconds(1)), () -> bench.failing(1));
    bench.time.advance(Bench.MAX_AGE);
    bench.failing(1);
    bench.store.rows.replaceAll(
        (key, snapshot) -> new StoredSnapshot(snapshot.bytes(), bench.time.micros() + 2_000_000));
    bench.failing(1);
    bench.failing(2); // has none
    assertThat(bench.events(SnapshotRefused.class))
        .containsExactly(
            new SnapshotRefused(SERVICE, OPERATION, SnapshotRefused.Objection.DISTRUSTED),
            new SnapshotRefused(SERVICE, OPERATION, SnapshotRefused.Objection.OLDER_THAN_DEMANDED),
            new SnapshotRefused(SERVICE, OPERATION, SnapshotRefused.Objection.TOO_OLD),
            new SnapshotRefused(SERVICE, OPERATION, SnapshotRefused.Objection.FROM_THE_FUTURE));
  }

  @Test
  void when_the_store_is_left_alone_and_when_it_is_asked_again() {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 20; i++) {
      bench.failing(1);
    }
    Instant opened = now();
    bench.time.advance(Duration.ofMillis(1_200));
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.failing(1);
    bench.failing(1);
    assertThat(bench.events(StoreStateChanged.class))
        .containsExactly(
            storeChanged(State.CLOSED, State.OPEN, opened),
            storeChanged(State.OPEN, State.HALF_OPEN, now()),
            storeChanged(State.HALF_OPEN, State.CLOSED, now()));
  }

  private static StoreStateChanged storeChanged(State from, State to, Instant at) {
    return new StoreStateChanged("", StoreStateChanged.Requests.READS, from, to, at);
  }

  @Test
  void every_hold_and_its_end_with_their_instants() {
    Instant held = now();
    bench.control().hold(new Hold(State.FORCED, "ann", "test", Duration.ofSeconds(3)));
    bench.time.advance(Duration.ofSeconds(3));
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.events(StateChanged.class))
        .containsExactly(
            new StateChanged(SERVICE, State.CLOSED, State.FORCED, held),
            new StateChanged(SERVICE, State.FORCED, State.CLOSED, now()));
  }

  @Test
  void as_of_and_age_to_the_microsecond() {
    bench.time.advance(Duration.ofNanos(1_234_567_000));
    Instant recorded = now();
    bench.answering(1, 42);
    bench.time.advance(Duration.ofNanos(7_654_321_000L));
    var answer = bench.failing(1).join();
    assertThat(answer.asOf()).isEqualTo(recorded);
    assertThat(answer.age()).isEqualTo(Duration.ofNanos(7_654_321_000L));
    assertThat(bench.events(FallbackEvent.CallAnswered.class))
        .last()
        .satisfies(
            event -> {
              assertThat(event.age()).isEqualTo(answer.age());
              assertThat(event.service()).isEqualTo(SERVICE);
              assertThat(event.operation()).isEqualTo(OPERATION);
            });
  }

  @Test
  void skew_in_both_directions_once_a_change() {
    long[] ahead = {1_000_000, 1_000_001, 5_000_000, 0, -1_000_000, -1_000_001, 0};
    for (long micros : ahead) {
      bench.store.clockMicros =
          OptionalLong.of(bench.time.micros() + Duration.ofSeconds(30).toNanos() / 1_000 - micros);
      bench.time.advance(Duration.ofSeconds(30));
    }
    assertThat(bench.events(ClockSkewed.class))
        .containsExactly(
            new ClockSkewed("", Duration.ofNanos(1_000_001_000), true),
            new ClockSkewed("", Duration.ZERO, false),
            new ClockSkewed("", Duration.ofNanos(-1_000_001_000), true),
            new ClockSkewed("", Duration.ZERO, false));
  }

  @Test
  void whether_the_store_has_nothing_or_only_what_may_not_be_served() {
    bench.open();
    assertThatThrownBy(() -> bench.ask(1, Bench.untouched()).join())
        .hasMessageContaining("test.Numbers.number")
        .hasMessageEndingWith("the store has no snapshot of this key");
    bench.time.advance(Bench.WAIT);
    bench.answering(1, 42);
    bench.time.advance(Bench.MAX_AGE.plusMillis(1));
    bench.hold(State.ISOLATED);
    assertThatThrownBy(() -> bench.ask(1, Bench.untouched()).join())
        .hasMessageEndingWith("that is young enough and trusted");
  }
}
