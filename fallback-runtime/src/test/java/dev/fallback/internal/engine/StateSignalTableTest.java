package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.BackendUnavailableException;
import dev.fallback.BreakerSettings;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.engine.StateSignalTable.Breaks;
import dev.fallback.internal.engine.StateSignalTable.Does;
import dev.fallback.internal.engine.StateSignalTable.Gets;
import dev.fallback.internal.engine.StateSignalTable.Has;
import dev.fallback.internal.engine.StateSignalTable.Must;
import dev.fallback.internal.engine.StateSignalTable.Records;
import dev.fallback.internal.engine.StateSignalTable.Row;
import dev.fallback.internal.engine.StateSignalTable.Situation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of {@link StateSignalTable} does what its row says. */
class StateSignalTableTest {
  private static final Duration SOFT = Duration.ofMillis(500);
  private static final Duration FRESH_FOR = Duration.ofHours(1);
  private static final Duration MAX_AGE = Duration.ofHours(2);
  private static final long STORED = 41;
  private static final long ANSWERED = 42;

  /** One failure in the first call opens it, so that one call shows what the breaker heard. */
  private static final BreakerSettings BREAKER =
      new BreakerSettings(Duration.ofHours(1), 1, 100, 100, 1, Bench.WAIT, 1, Bench.WAIT, 0, 1, 1);

  private final Bench bench =
      new Bench(
          BREAKER,
          code ->
              new OperationSettings(
                  MAX_AGE,
                  code.retention(),
                  code.timeout(),
                  code.deadlineShare(),
                  Optional.of(SOFT),
                  Optional.of(FRESH_FOR),
                  Optional.of(FRESH_FOR),
                  1,
                  code.refreshEvery(),
                  false,
                  Optional.empty()));
  private final CompletableFuture<Long> backend = new CompletableFuture<>();
  private boolean asked;

  static Stream<Arguments> combinations() {
    List<Arguments> all = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (Does does : Does.values()) {
        for (Has has : Has.values()) {
          all.add(Arguments.of(situation, does, has));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void a_call_does_what_its_row_says(Situation situation, Does does, Has has) {
    List<Row> rows =
        StateSignalTable.ROWS.stream().filter(row -> row.covers(situation, does, has)).toList();
    assertThat(rows).as("rows for this combination").hasSize(1);
    Must must = rows.get(0).must();

    stored(has);
    begin(situation);
    int reads = bench.store.reads;
    int writes = bench.store.writes;
    bench.events.clear();
    CompletableFuture<Answer<Long>> call = bench.ask(1, () -> stage(does));
    happens(does, call);

    assertThat(asked).as("the backend was asked").isEqualTo(must.asks());
    assertThat(bench.store.reads > reads).as("the store was read").isEqualTo(must.reads());
    assertThat(call).isDone();
    assertThat(gets(call)).isEqualTo(must.gets());
    assertThat(records(writes, has)).isEqualTo(must.records());
    assertThat(hears(situation)).isEqualTo(must.hears());
    assertThat(ends()).as("events that end the call").isEqualTo(1);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(bench.callTimers()).isZero();
  }

  private void stored(Has has) {
    if (has == Has.FRESH || has == Has.STALE || has == Has.OLD) {
      bench.answering(1, STORED);
    }
    bench.time.advance(
        switch (has) {
          case OLD -> MAX_AGE.plusSeconds(1);
          case STALE -> FRESH_FOR.plusSeconds(1);
          default -> Duration.ofMinutes(1);
        });
    guard().backend().breaker().reset(); // what was recorded above says nothing
    bench.store.mode = has == Has.DOWN ? ScriptedStore.Mode.FAILS : ScriptedStore.Mode.WORKS;
  }

  private void begin(Situation situation) {
    switch (situation) {
      case CLOSED -> {}
      case OPEN -> open();
      case HALF_OPEN -> halfOpen();
      case HALF_OPEN_TAKEN -> {
        halfOpen();
        guard().backend().acquire(bench.time.nanos(), Duration.ofDays(1).toNanos());
      }
      case FORCED -> bench.hold(State.FORCED);
      case REVERSED -> bench.hold(State.REVERSED);
      case ISOLATED -> bench.hold(State.ISOLATED);
      case BYPASS -> bench.hold(State.BYPASS);
    }
  }

  private void open() {
    bench.failing(2);
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  private void halfOpen() {
    open();
    bench.time.advance(Bench.WAIT);
    assertThat(bench.control().state()).isEqualTo(State.HALF_OPEN);
  }

  private CompletionStage<Long> stage(Does does) {
    asked = true;
    return switch (does) {
      case THROWS -> throw new IllegalStateException("backend is down");
      case RETURNS_NULL -> null;
      default -> backend;
    };
  }

  private void happens(Does does, CompletableFuture<Answer<Long>> call) {
    switch (does) {
      case ANSWERS -> backend.complete(ANSWERED);
      case ANSWERS_LATE -> {
        bench.time.advance(SOFT.plusMillis(1));
        backend.complete(ANSWERED);
      }
      case FAILS -> fails(new IllegalStateException("backend is down"));
      case HANGS -> bench.time.advance(Bench.TIMEOUT);
      case BUSINESS_ERROR -> fails(new Bench.NotFound());
      case KNOWS_NO_MORE -> fails(new Bench.Gone());
      case BUG -> fails(new IllegalArgumentException("a bug"));
      case NOT_COUNTED -> fails(new Bench.TooMany());
      case NOT_SERVED -> fails(new Bench.Secret());
      case IS_CANCELLED -> call.cancel(true);
      case THROWS, RETURNS_NULL -> {}
    }
  }

  private void fails(Throwable error) {
    backend.completeExceptionally(new CompletionException(error));
  }

  private static Gets gets(CompletableFuture<Answer<Long>> call) {
    if (call.isCancelled()) {
      return Gets.CANCELLED;
    }
    if (call.isCompletedExceptionally()) {
      Throwable error = call.handle((answer, failure) -> failure).join();
      return error instanceof BackendUnavailableException ? Gets.UNAVAILABLE : Gets.ERROR;
    }
    Answer<Long> answer = call.join();
    boolean fromBackend = answer.source() == Source.BACKEND;
    assertThat(answer.value()).isEqualTo(fromBackend ? ANSWERED : STORED);
    return fromBackend ? Gets.VALUE : Gets.SNAPSHOT;
  }

  private Records records(int writesBefore, Has has) {
    if (bench.store.writes == writesBefore) {
      return Records.NONE;
    }
    assertThat(bench.store.writes).isEqualTo(writesBefore + 1);
    ByteBuffer written = bench.store.lastWritten.bytes();
    assertThat(bench.store.rows.isEmpty()).isEqualTo(has == Has.DOWN);
    boolean absence = written.remaining() == 8 && written.getLong(written.position()) == -1L;
    return absence ? Records.ABSENCE : Records.ANSWER;
  }

  /** By what the breaker does now, and where that is nothing, at one more failure. */
  private Breaks hears(Situation situation) {
    Breaker breaker = guard().backend().breaker();
    boolean halfOpen = situation == Situation.HALF_OPEN;
    if (situation == Situation.OPEN || situation == Situation.HALF_OPEN_TAKEN) {
      return Breaks.SILENT; // it has no permit to say anything with
    }
    State state = breaker.state();
    if (state == State.OPEN) {
      return Breaks.FAILURE;
    }
    if (halfOpen) {
      return state == State.CLOSED ? Breaks.SUCCESS : Breaks.SILENT;
    }
    breaker.failed(bench.time.nanos(), breaker.acquire(bench.time.nanos(), 1), false);
    return breaker.state() == State.OPEN ? Breaks.SILENT : Breaks.SUCCESS;
  }

  private long ends() {
    return bench.events.stream()
        .filter(
            event ->
                event instanceof FallbackEvent.CallAnswered
                    || event instanceof FallbackEvent.CallFailed
                    || event instanceof FallbackEvent.BusinessErrorPassed
                    || event instanceof FallbackEvent.CallCancelled)
        .count();
  }

  private ServiceGuard guard() {
    return (ServiceGuard) bench.control();
  }

  @Test
  void no_row_is_idle() {
    for (Row row : StateSignalTable.ROWS) {
      assertThat(List.of(row.in(), row.when(), row.with())).noneMatch(java.util.Set::isEmpty);
    }
  }

  // What moves the state itself

  private static final List<State> COLUMNS = List.of(State.values());

  /** State after a signal, one column a state before it. */
  private static final String TRANSITIONS =
      """
                      CLOSED    OPEN      HALF_OPEN FORCED    REVERSED  ISOLATED  BYPASS
      HOLD_FORCED     FORCED    FORCED    FORCED    FORCED    FORCED    FORCED    FORCED
      HOLD_REVERSED   REVERSED  REVERSED  REVERSED  REVERSED  REVERSED  REVERSED  REVERSED
      HOLD_ISOLATED   ISOLATED  ISOLATED  ISOLATED  ISOLATED  ISOLATED  ISOLATED  ISOLATED
      HOLD_BYPASS     BYPASS    BYPASS    BYPASS    BYPASS    BYPASS    BYPASS    BYPASS
      RELEASE         CLOSED    OPEN      HALF_OPEN CLOSED    CLOSED    CLOSED    CLOSED
      A_FAILURE       OPEN      OPEN      OPEN      FORCED    REVERSED  ISOLATED  BYPASS
      A_SUCCESS       CLOSED    OPEN      CLOSED    FORCED    REVERSED  ISOLATED  BYPASS
      BUSINESS_ERROR  CLOSED    OPEN      CLOSED    FORCED    REVERSED  ISOLATED  BYPASS
      A_BUG           CLOSED    OPEN      HALF_OPEN FORCED    REVERSED  ISOLATED  BYPASS
      A_CANCEL        CLOSED    OPEN      HALF_OPEN FORCED    REVERSED  ISOLATED  BYPASS
      A_HANG          OPEN      OPEN      OPEN      FORCED    REVERSED  ISOLATED  BYPASS
      WAIT_OVER       CLOSED    HALF_OPEN HALF_OPEN FORCED    REVERSED  ISOLATED  BYPASS
      HOLD_OVER       CLOSED    HALF_OPEN HALF_OPEN CLOSED    CLOSED    CLOSED    CLOSED
      """;

  /** What can happen to a service. */
  enum Signal {
    HOLD_FORCED,
    HOLD_REVERSED,
    HOLD_ISOLATED,
    HOLD_BYPASS,
    RELEASE,
    A_FAILURE,
    A_SUCCESS,
    BUSINESS_ERROR,
    A_BUG,
    A_CANCEL,
    A_HANG,
    WAIT_OVER,
    HOLD_OVER
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void a_signal_moves_each_state_to_where_its_row_says(Signal signal) {
    List<String> row =
        TRANSITIONS
            .lines()
            .filter(line -> line.startsWith(signal.name() + " "))
            .findFirst()
            .map(line -> List.of(line.split(" +")))
            .orElseThrow();
    for (State from : COLUMNS) {
      StateSignalTableTest fresh = new StateSignalTableTest();
      fresh.begin(Situation.valueOf(from.name()));
      fresh.signal(signal);
      assertThat(fresh.bench.control().state())
          .as("%s in %s", signal, from)
          .isEqualTo(State.valueOf(row.get(1 + COLUMNS.indexOf(from))));
    }
    assertThat(TRANSITIONS.lines().findFirst().orElseThrow().strip().split(" +"))
        .containsExactly(COLUMNS.stream().map(State::name).toArray(String[]::new));
  }

  private void signal(Signal signal) {
    switch (signal) {
      case HOLD_FORCED -> bench.hold(State.FORCED);
      case HOLD_REVERSED -> bench.hold(State.REVERSED);
      case HOLD_ISOLATED -> bench.hold(State.ISOLATED);
      case HOLD_BYPASS -> bench.hold(State.BYPASS);
      case RELEASE -> bench.control().release();
      case A_FAILURE -> bench.failing(9);
      case A_SUCCESS -> bench.answering(9, 9);
      case BUSINESS_ERROR ->
          bench.ask(9, () -> CompletableFuture.failedFuture(new Bench.NotFound()));
      case A_BUG -> bench.ask(9, () -> CompletableFuture.failedFuture(new LinkageError()));
      case A_CANCEL -> bench.ask(9, CompletableFuture::new).cancel(true);
      case A_HANG -> {
        bench.ask(9, CompletableFuture::new);
        bench.time.advance(Bench.TIMEOUT);
      }
      case WAIT_OVER -> bench.time.advance(Bench.WAIT);
      case HOLD_OVER -> bench.time.advance(Duration.ofMinutes(1));
    }
  }
}
