package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Answer;
import dev.fallback.Distrust;
import dev.fallback.FailurePolicy;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What users plug in may break its promises: a call ends all the same, and holds nothing. */
class HostilePartsTest {
  private final ManualTime time = new ManualTime();
  private final List<FallbackEvent> events = new ArrayList<>();

  private Operation<Long> operation(
      SnapshotStore store,
      FailurePolicy policy,
      Consumer<FallbackEvent> listener,
      ValueCodec<Long> codec) {
    Engine engine =
        new Engine(
            store,
            SettingsSource.ofCode(Bench.settings()),
            List.of(policy),
            new RecordingGuards(),
            List.of(listener, events::add),
            time,
            new Bench.SameThread());
    return engine.operation(
        Bench.SERVICE,
        OperationDescriptor.of("test.Numbers", "number", codec)
            .maxAge(Bench.MAX_AGE)
            .retention(Bench.MAX_AGE)
            .timeout(Bench.TIMEOUT)
            .storedIn(Bench.NUMBER.table(), "tag"));
  }

  private Operation<Long> storedIn(SnapshotStore store) {
    return operation(store, error -> Optional.empty(), event -> {}, new Bench.NumberCodec());
  }

  private static CompletableFuture<Answer<Long>> ask(
      Operation<Long> operation, CompletableFuture<Long> backend) {
    return operation.answer(out -> out.bigint(1), () -> backend);
  }

  private static CompletableFuture<Answer<Long>> answering(Operation<Long> operation) {
    return ask(operation, CompletableFuture.completedFuture(42L));
  }

  private static CompletableFuture<Answer<Long>> failing(Operation<Long> operation) {
    CompletableFuture<Long> backend = new CompletableFuture<>();
    CompletableFuture<Answer<Long>> call = ask(operation, backend);
    backend.completeExceptionally(new IllegalStateException("backend is down"));
    return call;
  }

  private List<Cause> skipped() {
    return events.stream()
        .filter(RecordingSkipped.class::isInstance)
        .map(event -> ((RecordingSkipped) event).cause())
        .toList();
  }

  @Test
  void a_codec_that_throws_an_error_costs_the_recording_not_the_answer() {
    ValueCodec<Long> broken =
        new ValueCodec<>() {
          @Override
          public void write(Long value, ByteSink out) {
            throw new NoClassDefFoundError("a part of the codec");
          }

          @Override
          public Long read(ByteSource in) {
            throw new NoClassDefFoundError("a part of the codec");
          }
        };
    var operation = operation(new ScriptedStore(), e -> Optional.empty(), e -> {}, broken);
    assertThat(answering(operation).join().value()).isEqualTo(42);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var later = ask(operation, backend);
    backend.complete(43L);
    assertThat(later).isDone();
    assertThat(skipped()).containsExactly(Cause.UNSTORABLE, Cause.UNSTORABLE);
  }

  @Test
  void a_key_that_throws_an_error_is_a_miss() {
    var operation = storedIn(new ScriptedStore());
    KeyEncoder broken =
        out -> {
          throw new NoClassDefFoundError("a part of the key");
        };
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var call = operation.answer(broken, () -> backend);
    backend.completeExceptionally(new IllegalStateException("backend is down"));
    assertThatThrownBy(() -> call.get(0, TimeUnit.SECONDS)).cause().hasMessage("backend is down");
  }

  @Test
  void a_policy_that_throws_has_no_opinion() {
    FailurePolicy broken =
        error -> {
          throw new IllegalStateException("a bug in the policy");
        };
    var operation = operation(new ScriptedStore(), broken, e -> {}, new Bench.NumberCodec());
    answering(operation);
    assertThat(failing(operation).getNow(null)).isNotNull();
    assertThat(failing(operation).join().source()).isEqualTo(Source.STORE);
  }

  @Test
  void a_policy_that_says_null_has_no_opinion() {
    var operation = operation(new ScriptedStore(), error -> null, e -> {}, new Bench.NumberCodec());
    answering(operation);
    assertThat(failing(operation).getNow(null)).isNotNull();
    assertThat(failing(operation).join().source()).isEqualTo(Source.STORE);
  }

  /** As Kotlin and Lombok do: a checked exception that nobody declared. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> RuntimeException sneaky() throws E {
    throw (E) new IOException("checked");
  }

  @Test
  void checked_exceptions_that_nobody_declared_hurt_no_call() {
    ValueCodec<Long> broken =
        new ValueCodec<>() {
          @Override
          public void write(Long value, ByteSink out) {
            throw HostilePartsTest.<RuntimeException>sneaky();
          }

          @Override
          public Long read(ByteSource in) {
            throw HostilePartsTest.<RuntimeException>sneaky();
          }
        };
    var operation =
        operation(
            new ScriptedStore(),
            error -> {
              throw HostilePartsTest.<RuntimeException>sneaky();
            },
            event -> {
              throw HostilePartsTest.<RuntimeException>sneaky();
            },
            broken);
    assertThat(answering(operation).getNow(null).value()).isEqualTo(42);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var later = ask(operation, backend);
    backend.complete(43L);
    assertThat(later).isDone();
    assertThat(failing(operation)).isCompletedExceptionally();
    assertThat(skipped()).containsExactly(Cause.UNSTORABLE, Cause.UNSTORABLE);
  }

  @Test
  void a_listener_that_throws_hurts_no_call() {
    Consumer<FallbackEvent> broken =
        event -> {
          throw new NoClassDefFoundError("a part of the listener");
        };
    var operation =
        operation(new ScriptedStore(), e -> Optional.empty(), broken, new Bench.NumberCodec());
    assertThat(answering(operation)).isDone();
    assertThat(failing(operation)).isDone();
    assertThat(events).hasAtLeastOneElementOfType(FallbackEvent.CallAnswered.class);
  }

  @Test
  void a_store_that_throws_or_returns_null_is_a_store_that_failed() {
    for (boolean returnsNull : new boolean[] {true, false}) {
      events.clear();
      var operation = storedIn(new BrokenStore(returnsNull, true));
      assertThat(answering(operation).join().value()).isEqualTo(42);
      time.advance(StoreLimits.defaults().writeInterval());
      assertThat(answering(operation).join().value()).isEqualTo(42);
      assertThat(skipped()).containsExactly(Cause.STORE_FAILED, Cause.STORE_FAILED);
      for (int i = 0; i < 2; i++) {
        var call = failing(operation);
        assertThatThrownBy(() -> call.get(0, TimeUnit.SECONDS))
            .cause()
            .hasMessage("backend is down");
      }
    }
  }

  @Test
  void a_caller_who_ends_the_future_himself_has_left_the_call() {
    Bench bench = new Bench();
    bench.open();
    bench.time.advance(Bench.WAIT);
    CompletableFuture<Long> first = new CompletableFuture<>();
    var ended = bench.ask(1, () -> first);
    assertThat(ended.complete(null)).isTrue();
    assertThat(ended.complete(null)).isFalse();
    assertThat(bench.events(FallbackEvent.CallCancelled.class)).hasSize(1);
    assertThat(first).isNotDone();
    first.complete(42L); // the probe goes on without its caller, and is judged
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.callTimers()).isZero();
    assertThat(bench.failing(1).join().value()).as("recorded").isEqualTo(42);
  }

  @Test
  void callers_who_wait_no_longer_do_not_hide_a_backend_that_hangs() {
    Bench bench = new Bench();
    for (int i = 0; i < 10; i++) {
      bench.ask(1, CompletableFuture::new).completeExceptionally(new TimeoutException());
    }
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(bench.control().state()).isEqualTo(State.OPEN);
  }

  @Test
  void an_order_that_nobody_understands_hides_no_other_and_ends_no_reading() {
    Bench bench = new Bench();
    for (StoredOrder bad :
        List.of(
            new StoredOrder("test.Numbers", "distrust", "", 2, 1, "ann", "ends before it begins"),
            new StoredOrder("test.Numbers", "hold", "ASLEEP", 0, Long.MAX_VALUE, "ann", "x"),
            order(State.FORCED))) {
      bench.store.order(bad);
      bench.time.advance(Duration.ofSeconds(2));
    }
    Instant now = Instant.EPOCH.plus(bench.time.micros(), ChronoUnit.MICROS);
    Distrust good = new Distrust(now, now.plusSeconds(1), "ann", "bad restore");
    bench.control().distrustEverywhere(good);
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(bench.control().distrusted()).containsExactly(good);
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
  }

  @Test
  void a_store_that_throws_when_it_is_asked_for_clock_and_orders_is_asked_again() {
    storedIn(new BrokenStore(false, false));
    assertThat(time.pendingTimers()).isEqualTo(2);
    time.advance(Duration.ofSeconds(10));
    assertThat(time.pendingTimers()).isEqualTo(2);
  }

  /** To all nodes, for ever. */
  static StoredOrder order(State state) {
    return new StoredOrder("test.Numbers", "hold", state.name(), 0, Long.MAX_VALUE, "ann", "x");
  }

  /** Breaks the promise never to throw. */
  private record BrokenStore(boolean returnsNull, boolean tellsTime) implements SnapshotStore {
    @Override
    public void protect(dev.fallback.codegen.ServiceDescriptor service) {}

    @Override
    public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
      return broken();
    }

    @Override
    public CompletionStage<Void> write(
        StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
      return broken();
    }

    private <R> R broken() {
      if (returnsNull) {
        return null;
      }
      throw new IllegalStateException("store is down");
    }

    @Override
    public CompletionStage<OptionalLong> clockMicros() {
      return tellsTime ? CompletableFuture.completedFuture(OptionalLong.empty()) : broken();
    }

    @Override
    public CompletionStage<List<StoredOrder>> orders() {
      return broken();
    }

    @Override
    public void close() {}
  }
}
