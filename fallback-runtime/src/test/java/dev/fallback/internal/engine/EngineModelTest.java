package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.BackendTimeoutException;
import dev.fallback.BackendUnavailableException;
import dev.fallback.BreakerSettings;
import dev.fallback.Hold;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Random sequences of everything that can happen, each step compared with {@link EngineModel}. */
class EngineModelTest {

  enum Kind {
    BEGIN,
    ANSWER,
    FAIL,
    BUSINESS_ERROR,
    BUG,
    ANSWER_TWICE,
    CANCEL,
    TIME,
    HOLD,
    RELEASE,
    STORE
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
            Tuple.of(6, Kind.FAIL),
            Tuple.of(2, Kind.BUSINESS_ERROR),
            Tuple.of(2, Kind.BUG),
            Tuple.of(2, Kind.ANSWER_TWICE),
            Tuple.of(2, Kind.CANCEL),
            Tuple.of(6, Kind.TIME),
            Tuple.of(1, Kind.HOLD),
            Tuple.of(1, Kind.RELEASE),
            Tuple.of(1, Kind.STORE));
    Arbitrary<Integer> millis = Arbitraries.of(0, 1, 400, 600, 999, 1_000, 4_000, 5_000, 12_000);
    return Combinators.combine(kind, Arbitraries.integers().between(0, 59), millis)
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void the_engine_does_what_the_model_says(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    steps.forEach(run::take);
    run.end();
  }

  /** The engine and the model, going through the same. */
  private static final class Run {
    private static final long READ_TIMEOUT = StoreLimits.defaults().readTimeout().toMillis();

    private final Bench bench =
        new Bench(
            new BreakerSettings(
                Duration.ofSeconds(1_000),
                0,
                0,
                EngineModel.MINIMUM,
                50,
                100,
                1,
                Bench.WAIT,
                2,
                Duration.ofMillis(EngineModel.LONGEST_WAIT),
                0,
                EngineModel.PERMITTED,
                1));
    private final EngineModel model = new EngineModel();
    private final List<Asked> pending = new ArrayList<>();
    private final List<Asked> over = new ArrayList<>();
    private final List<CompletableFuture<?>> calls = new ArrayList<>();
    private long values;

    void take(Step step) {
      switch (step.kind()) {
        case BEGIN -> begin(step.pick() % 3);
        case TIME -> pass(step.millis());
        case HOLD -> hold(step);
        case RELEASE -> {
          bench.control().release();
          model.release();
        }
        case STORE -> store(ScriptedStore.Mode.values()[step.pick() % 3]);
        default -> {
          if (!pending.isEmpty()) {
            finish(pending.remove(step.pick() % pending.size()), step.kind());
          } else if (!over.isEmpty()) {
            over.get(step.pick() % over.size()).stage.tell(-1L, null); // late: nothing changes
          }
        }
      }
      assertThat(bench.control().state()).isEqualTo(model.state());
      assertThat(model.probes).isBetween(0, EngineModel.PERMITTED);
    }

    private void begin(long key) {
      State state = model.state();
      boolean reversed = state == State.REVERSED;
      if (reversed && bench.store.mode == ScriptedStore.Mode.HANGS) {
        return; // whether it waits for the store's timeout is for the store's own breaker to say
      }
      Source first = reversed ? model.instead(key, state, storeWorks()) : null;
      boolean asks = reversed ? first == null && model.breakerLets() : model.asks();
      Asked asked = new Asked(key, state, model, new Stage());
      int before = bench.events(FallbackEvent.BackendAsked.class).size();
      asked.answer = bench.ask(key, () -> asked.stage.begun());
      calls.add(asked.answer);
      assertThat(asked.stage.asked).as("the backend was asked in %s", state).isEqualTo(asks);
      assertThat(bench.events(FallbackEvent.BackendAsked.class)).hasSize(before);
      if (asks) {
        if (asked.permitted) {
          model.begun();
          asked.epoch = model.epoch;
        }
        pending.add(asked);
      } else {
        State told = state == State.HALF_OPEN ? State.OPEN : state;
        Source instead = reversed ? first : model.instead(key, told, storeWorks());
        ends(asked, told, instead, BackendUnavailableException.class);
      }
    }

    private void finish(Asked asked, Kind kind) {
      switch (kind) {
        case ANSWER, ANSWER_TWICE -> {
          long value = ++values;
          asked.stage.tell(value, null);
          if (kind == Kind.ANSWER_TWICE) {
            asked.stage.tell(-1L, null);
          }
          bench.store.loseWrites(); // else they would be read until they are given up
          if (asked.state != State.BYPASS && storeWorks()) {
            model.record(asked.key, value, asked.asOf);
          }
          ended(asked, true);
          Answer<Long> answer = asked.answer.join();
          assertThat(answer.value()).isEqualTo(value);
          assertThat(answer.source()).isEqualTo(Source.BACKEND);
          assertThat(answer.state()).isEqualTo(asked.state);
        }
        case FAIL -> {
          Source instead =
              asked.state == State.REVERSED
                  ? null
                  : model.instead(asked.key, asked.state, storeWorks());
          asked.stage.tell(null, new IllegalStateException("backend is down"));
          ended(asked, false);
          ends(asked, asked.state, instead, IllegalStateException.class);
        }
        case BUSINESS_ERROR -> {
          asked.stage.tell(null, new Bench.NotFound());
          ended(asked, true);
          ends(asked, asked.state, null, Bench.NotFound.class);
        }
        case BUG -> {
          asked.stage.tell(null, new NullPointerException());
          ended(asked, null);
          ends(asked, asked.state, null, NullPointerException.class);
        }
        case CANCEL -> {
          assertThat(asked.answer.cancel(true)).isTrue();
          ended(asked, null);
        }
        default -> throw new AssertionError(kind);
      }
    }

    private void ended(Asked asked, @Nullable Boolean good) {
      over.add(asked);
      if (asked.permitted) {
        model.ended(asked.epoch, good);
      }
    }

    /** Time passes; calls that reach their timeout on the way end as failures, in their order. */
    private void pass(long millis) {
      long target = model.now + millis;
      while (!pending.isEmpty() && pending.get(0).asOf + EngineModel.TIMEOUT <= target) {
        Asked asked = pending.remove(0);
        advance(asked.asOf + EngineModel.TIMEOUT);
        Source instead =
            asked.state == State.REVERSED
                ? null
                : model.instead(asked.key, asked.state, storeWorks());
        ended(asked, false);
        ends(asked, asked.state, instead, BackendTimeoutException.class);
      }
      advance(target);
    }

    private void advance(long to) {
      if (to > model.now) {
        bench.time.advance(Duration.ofMillis(to - model.now));
        model.now = to;
      }
    }

    private void hold(Step step) {
      State state =
          List.of(State.FORCED, State.REVERSED, State.ISOLATED, State.BYPASS).get(step.pick() % 4);
      bench.control().hold(new Hold(state, "test", "model", Duration.ofMillis(1 + step.millis())));
      model.hold(state, 1 + step.millis());
    }

    /** What is under way ends first, and then the store's own breaker finds its peace. */
    private void store(ScriptedStore.Mode mode) {
      pass(3_000);
      bench.store.mode = mode;
      pass(13_000);
    }

    private boolean storeWorks() {
      return bench.store.mode == ScriptedStore.Mode.WORKS;
    }

    /** The caller gets the snapshot of the model, or the error; at once, or when a read ends. */
    private void ends(Asked asked, State state, @Nullable Source source, Class<?> error) {
      if (storeWorks()) {
        assertThat(asked.answer).isDone();
      }
      EngineModel.Row row = model.rows.get(asked.key);
      asked.answer.whenComplete(
          (answer, failure) -> {
            if (source == null) {
              asked.told = failure == null ? answer : Failures.unwrapped(failure).getClass();
              asked.expected = error;
            } else {
              asked.told = answer == null ? failure : List.of(answer.state(), answer.value());
              asked.expected = List.of(state, row.value());
            }
          });
      over.add(asked);
    }

    void end() {
      pass(EngineModel.TIMEOUT);
      pass(READ_TIMEOUT);
      assertThat(calls).allMatch(CompletableFuture::isDone);
      over.forEach(asked -> assertThat(asked.told).isEqualTo(asked.expected));
      long ends =
          bench.events.stream()
              .filter(
                  event ->
                      event instanceof FallbackEvent.CallAnswered
                          || event instanceof FallbackEvent.CallFailed
                          || event instanceof FallbackEvent.BusinessErrorPassed
                          || event instanceof FallbackEvent.CallCancelled)
              .count();
      assertThat(ends).isEqualTo(calls.size());
      store(bench.store.mode);
      assertThat(bench.callTimers()).isZero();
    }
  }

  /** A call on its way. */
  private static final class Asked {
    final long key;
    final State state;
    final boolean permitted;
    final long asOf;
    final Stage stage;
    int epoch;
    CompletableFuture<Answer<Long>> answer = new CompletableFuture<>();
    @Nullable Object told;
    @Nullable Object expected;

    Asked(long key, State state, EngineModel model, Stage stage) {
      this.key = key;
      this.state = state;
      this.permitted = model.permits();
      this.asOf = model.now;
      this.stage = stage;
    }
  }

  /** A stage that heeds no cancelling and tells whatever and whenever it is told to. */
  private static final class Stage extends CompletableFuture<Long> {
    private BiConsumer<? super Long, ? super Throwable> told = (value, error) -> {};
    boolean asked;

    Stage begun() {
      asked = true;
      return this;
    }

    @Override
    public CompletableFuture<Long> whenComplete(
        BiConsumer<? super Long, ? super Throwable> action) {
      told = action;
      return this;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }

    void tell(@Nullable Long value, @Nullable Throwable error) {
      told.accept(value, error);
    }
  }
}
