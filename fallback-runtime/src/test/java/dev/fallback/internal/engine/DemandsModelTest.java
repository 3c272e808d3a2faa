package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.StateControl;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.engine.DemandsModel.Asked;
import dev.fallback.internal.engine.DemandsModel.Caller;
import dev.fallback.internal.engine.DemandsModel.End;
import dev.fallback.internal.engine.DemandsModel.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operators' holds and orders with their ends, soft timeouts, and callers who
 * share backend calls, each step compared with {@link DemandsModel}.
 */
class DemandsModelTest {

  enum Kind {
    BEGIN,
    ANSWER,
    FAIL,
    CANCEL,
    TIME,
    HOLD,
    RELEASE
  }

  /**
   * One thing that happens.
   *
   * @param pick which of several it happens to
   * @param millis how long
   */
  record Step(Kind kind, int pick, int millis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kind =
        Arbitraries.frequency(
            Tuple.of(12, Kind.BEGIN),
            Tuple.of(5, Kind.ANSWER),
            Tuple.of(3, Kind.FAIL),
            Tuple.of(4, Kind.CANCEL),
            Tuple.of(9, Kind.TIME),
            Tuple.of(2, Kind.HOLD),
            Tuple.of(2, Kind.RELEASE));
    Arbitrary<Integer> millis = Arbitraries.of(0, 1, 200, 399, 400, 600, 1_000, 2_600, 4_000);
    return Combinators.combine(kind, Arbitraries.integers().between(0, 239), millis)
        .as(Step::new)
        .list()
        .ofMaxSize(50);
  }

  @Property(tries = 400)
  void the_engine_does_what_the_model_says(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    steps.forEach(run::take);
    run.end();
  }

  @Test
  void what_is_recorded_at_the_soft_timeout_itself_comes_too_late() {
    Run run = new Run();
    Stream.of(
            new Step(Kind.BEGIN, 0, 0),
            new Step(Kind.TIME, 0, 400),
            new Step(Kind.HOLD, 0, 0),
            new Step(Kind.BEGIN, 0, 0),
            new Step(Kind.ANSWER, 1, 0),
            new Step(Kind.TIME, 0, 0))
        .forEach(run::take);
    run.end();
  }

  /** The engine and the model, going through the same. */
  private static final class Run {
    private final Bench bench =
        new Bench(
            neverTrips(),
            code ->
                new OperationSettings(
                    code.maxAge(),
                    code.retention(),
                    code.timeout(),
                    code.deadlineShare(),
                    Optional.of(Duration.ofMillis(DemandsModel.SOFT)),
                    Optional.of(Duration.ofMillis(DemandsModel.SOFT_MAX_AGE)),
                    Optional.empty(),
                    1,
                    Duration.ZERO,
                    true,
                    Optional.empty()));
    private final DemandsModel model = new DemandsModel();
    private final Map<Asked, CompletableFuture<Long>> backends = new IdentityHashMap<>();
    private final Map<Caller, CompletableFuture<Answer<Long>>> calls = new HashMap<>();
    private final List<Caller> callers = new ArrayList<>();
    private long values;

    private static BreakerSettings neverTrips() {
      return new BreakerSettings(
          Duration.ofSeconds(1), 1_000, 100, 100, 1, Bench.WAIT, 1, Bench.WAIT, 0, 1, 1);
    }

    void take(Step step) {
      switch (step.kind()) {
        case BEGIN -> begin(step.pick() % 2);
        case TIME -> {
          bench.time.advance(Duration.ofMillis(step.millis()));
          model.pass(model.now + step.millis());
        }
        case HOLD -> hold(step);
        case RELEASE -> release(Where.values()[step.pick() % 4]);
        case CANCEL -> {
          if (!callers.isEmpty()) {
            Caller caller = callers.get(step.pick() % callers.size());
            calls.get(caller).cancel(true);
            model.cancel(caller);
          }
        }
        case ANSWER -> {
          if (!model.pending.isEmpty()) {
            Asked asked = model.pending.get(step.pick() % model.pending.size());
            long value = ++values;
            model.answer(asked, value);
            backends.get(asked).complete(value);
          }
        }
        case FAIL -> {
          if (!model.pending.isEmpty()) {
            Asked asked = model.pending.get(step.pick() % model.pending.size());
            model.fail(asked, IllegalStateException.class);
            backends.get(asked).completeExceptionally(new IllegalStateException());
          }
        }
      }
      compare();
    }

    private void begin(long key) {
      List<Asked> before = List.copyOf(model.pending);
      Caller caller = model.begin(key);
      CompletableFuture<Long> backend = new CompletableFuture<>();
      boolean[] asked = {false};
      calls.put(
          caller,
          bench.ask(
              key,
              () -> {
                asked[0] = true;
                return backend;
              }));
      callers.add(caller);
      List<Asked> fresh = new ArrayList<>(model.pending);
      fresh.removeAll(before);
      assertThat(asked[0]).as("the backend was asked").isEqualTo(!fresh.isEmpty());
      fresh.forEach(each -> backends.put(each, backend));
    }

    private void hold(Step step) {
      State state =
          List.of(State.FORCED, State.REVERSED, State.ISOLATED, State.BYPASS)
              .get(step.pick() / 4 % 4);
      Where where = Where.values()[step.pick() % 4];
      Hold hold = new Hold(state, "ann", "model", Duration.ofMillis(1 + step.millis()));
      if (everywhere(where)) {
        assertThat(control(where).holdEverywhere(hold)).isCompleted();
      } else {
        control(where).hold(hold);
      }
      model.hold(where, state, 1 + step.millis());
    }

    private void release(Where where) {
      if (everywhere(where)) {
        assertThat(control(where).releaseEverywhere()).isCompleted();
      } else {
        control(where).release();
      }
      model.release(where);
    }

    private static boolean everywhere(Where where) {
      return where == Where.OPERATION_EVERYWHERE || where == Where.SERVICE_EVERYWHERE;
    }

    private StateControl control(Where where) {
      return where == Where.OPERATION_HERE || where == Where.OPERATION_EVERYWHERE
          ? bench.control().operation("number")
          : bench.control();
    }

    private void compare() {
      assertThat(bench.control().operation("number").state()).isEqualTo(model.state());
      for (Caller caller : callers) {
        assertThat(end(calls.get(caller))).isEqualTo(caller.end);
      }
      backends.forEach(
          (asked, backend) ->
              assertThat(backend.isDone()).isEqualTo(!model.pending.contains(asked)));
    }

    private static End end(CompletableFuture<Answer<Long>> call) {
      return call.isDone()
          ? call.handle(
                  (answer, error) ->
                      error == null
                          ? new End(answer.source(), answer.value(), null)
                          : new End(null, null, Failures.unwrapped(error).getClass()))
              .join()
          : null;
    }

    void end() {
      bench.time.advance(Bench.TIMEOUT);
      model.pass(model.now + DemandsModel.TIMEOUT);
      compare();
      assertThat(callers).allMatch(caller -> caller.end != null);
      assertThat(model.pending).isEmpty();
      assertThat(bench.callTimers()).isZero();
      long ends =
          bench.events.stream()
              .filter(
                  event ->
                      event instanceof FallbackEvent.CallAnswered
                          || event instanceof FallbackEvent.CallFailed
                          || event instanceof FallbackEvent.CallCancelled)
              .count();
      assertThat(ends).isEqualTo(callers.size());
    }
  }
}
