package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.CassandraSettings;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaException;
import dev.fallback.spi.StoredSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The engine from its making to its end, and what is small in between. */
class EngineLifeTest {
  private final Bench bench = new Bench();

  @Test
  void a_service_is_made_ready_once_and_everything_is_closed() {
    ManualTime time = new ManualTime();
    Bench.SameThread workers = new Bench.SameThread();
    ScriptedStore store = new ScriptedStore();
    Engine engine = engine(store, time, workers);
    engine.operation(Bench.SERVICE, Bench.NUMBER);
    engine.operation(Bench.SERVICE, Bench.NUMBER);
    assertThat(store.life).containsExactly("protects test.Numbers");
    engine.close();
    assertThat(store.life).containsExactly("protects test.Numbers", "is closed");
    assertThat(workers.isShutdown()).isTrue();
    assertThat(time.pendingTimers()).isZero();
    time.advance(Duration.ofMinutes(1));
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void a_node_records_nothing_and_says_so_until_its_clock_was_compared_with_the_stores() {
    ManualTime time = new ManualTime();
    ScriptedStore store = new ScriptedStore();
    store.forgets = true;
    Engine engine = engine(store, time, new Bench.SameThread());
    Operation<Long> operation = engine.operation(Bench.SERVICE, Bench.NUMBER);

    operation.call(out -> out.bigint(1), () -> CompletableFuture.completedFuture(42L));
    assertThat(engine.unprotected())
        .containsEntry(
            "test.Numbers.number", "this node's clock has not been compared with the store's yet");
    assertThat(store.rows).isEmpty();

    store.forgets = false;
    time.advance(Duration.ofSeconds(3));
    operation.call(out -> out.bigint(1), () -> CompletableFuture.completedFuture(42L));
    assertThat(engine.unprotected()).isEmpty();
    assertThat(store.rows).hasSize(1);
  }

  private static Engine engine(ScriptedStore store, ManualTime time, Bench.SameThread workers) {
    return new Engine(
        store,
        SettingsSource.ofCode(Bench.settings()),
        List.of(),
        new RecordingGuards(),
        List.of(),
        time,
        workers);
  }

  @Test
  void a_service_compiled_apart_cannot_share_a_table_unnoticed() {
    OperationDescriptor<Long> other =
        OperationDescriptor.of("test.Others", "count", new Bench.NumberCodec())
            .storedIn(Bench.NUMBER.table().inKeyspace("elsewhere"), "tag");
    ServiceDescriptor others = new Bench.Service("test.Others", List.of(other));
    assertThatThrownBy(() -> bench.engine.operation(others, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test.Others.count would be stored in table 'numbers', as test.Numbers.number already"
                + " is; give one of them a table of its own, @Fallback(table = \"…\")");
    assertThat(bench.engine.service("test.Others")).isEmpty();
    assertThat(bench.answering(1, 42).getNow(null).value()).isEqualTo(42);
    Schema both = Schema.of(List.of(Bench.SERVICE, others));
    assertThatThrownBy(() -> both.migrate(CassandraSettings.of("nowhere.invalid", 9042, "bank")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("'numbers'");
  }

  @Test
  void a_service_that_is_refused_for_one_table_has_claimed_none_of_its_others() {
    OperationDescriptor<Long> free = counted("test.Others", "free");
    OperationDescriptor<Long> taken = counted("test.Others", Bench.NUMBER.table().name());
    ServiceDescriptor others = new Bench.Service("test.Others", List.of(free, taken));
    assertThatThrownBy(() -> bench.engine.operation(others, free))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'numbers'");

    OperationDescriptor<Long> same = counted("test.Third", "free");
    bench.engine.operation(new Bench.Service("test.Third", List.of(same)), same);
    assertThat(bench.engine.service("test.Third")).isPresent();
  }

  private static OperationDescriptor<Long> counted(String service, String table) {
    return OperationDescriptor.of(service, table, new Bench.NumberCodec())
        .maxAge(Duration.ofHours(1))
        .retention(Duration.ofHours(1))
        .timeout(Duration.ofSeconds(1))
        .storedIn(new StoredTable(table, "k", "v", "i", "s"), "tag");
  }

  @Test
  void two_decorators_of_one_interface_are_under_the_same_hand() {
    Operation<Long> second = bench.engine.operation(Bench.SERVICE, Bench.NUMBER);
    bench
        .control()
        .operation("number")
        .hold(new Hold(State.ISOLATED, "ann", "x", Duration.ofHours(1)));
    for (Operation<Long> each : List.of(bench.operation, second)) {
      each.call(out -> out.bigint(1), Bench.untouched());
    }
    assertThat(bench.events(FallbackEvent.CallFailed.class))
        .extracting(FallbackEvent.CallFailed::state)
        .containsExactly(State.ISOLATED, State.ISOLATED);
  }

  @Test
  void a_key_that_its_caller_changes_later_is_the_one_it_was_when_the_call_began()
      throws Exception {
    AtomicLong account = new AtomicLong(1);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    bench.operation.answer(out -> out.bigint(account.get()), () -> backend);
    account.set(2);
    backend.complete(42L);
    assertThat(bench.failing(1).get().value()).isEqualTo(42);
    assertThat(bench.failing(2)).isCompletedExceptionally();
  }

  @Test
  void what_waits_to_be_written_can_be_seen() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    for (int i = 0; i < StoreLimits.defaults().writesInFlight() + 3; i++) {
      bench.answering(i, i);
    }
    assertThat(bench.engine.queuedRecordings()).isEqualTo(3);
  }

  @Test
  void a_call_gives_the_value_alone() {
    KeyEncoder key = out -> out.bigint(1);
    assertThat(bench.operation.call(key, () -> CompletableFuture.completedFuture(42L)).getNow(null))
        .isEqualTo(42);
  }

  @Test
  void a_call_that_ended_cannot_be_cancelled_and_a_cancelled_one_not_again() {
    var ended = bench.answering(1, 42);
    assertThat(ended.cancel(true)).isFalse();
    var cancelled = bench.ask(1, CompletableFuture::new);
    assertThat(cancelled.cancel(true)).isTrue();
  }

  @Test
  void a_call_that_ends_leaves_no_timer() {
    Bench soft =
        new Bench(
            Bench.settings(),
            code ->
                new OperationSettings(
                    code.maxAge(),
                    code.retention(),
                    code.timeout(),
                    code.deadlineShare(),
                    Optional.of(Duration.ofMillis(100)),
                    Optional.of(Duration.ofHours(1)),
                    code.freshFor(),
                    code.refreshAhead(),
                    code.refreshEvery(),
                    false,
                    code.state()));
    CompletableFuture<Long> good = new CompletableFuture<>();
    CompletableFuture<Long> bad = new CompletableFuture<>();
    soft.ask(1, () -> good);
    soft.ask(1, () -> bad);
    var left = soft.ask(1, CompletableFuture::new);
    soft.answering(1, 42);
    assertThat(soft.callTimers()).isEqualTo(6);
    good.complete(1L);
    assertThat(soft.callTimers()).isEqualTo(4);
    bad.completeExceptionally(new IllegalStateException("backend is down"));
    assertThat(soft.callTimers()).isEqualTo(2);
    left.cancel(true);
    assertThat(soft.callTimers()).isZero();
  }

  @Test
  void a_key_as_large_as_cassandra_allows_is_recorded_and_no_larger_one() {
    KeyEncoder largest = out -> out.text("x".repeat(65_535 - 4));
    KeyEncoder tooLarge = out -> out.text("x".repeat(65_535 - 3));
    bench.operation.call(largest, () -> CompletableFuture.completedFuture(1L));
    assertThat(bench.store.rows).hasSize(1);
    bench.operation.call(tooLarge, () -> CompletableFuture.completedFuture(1L));
    assertThat(bench.store.rows).hasSize(1);
    assertThat(bench.events(RecordingSkipped.class))
        .extracting(RecordingSkipped::cause)
        .containsExactly(Cause.UNSTORABLE);
  }

  @Test
  void a_key_without_a_stored_form_is_a_miss_and_told() {
    KeyEncoder unstorable =
        out -> {
          throw new UnstorableValueException("half a surrogate pair");
        };
    bench.open();
    var call = bench.operation.call(unstorable, Bench.untouched());
    assertThatThrownBy(() -> call.getNow(null)).hasMessageContaining("left alone");
    assertThat(bench.events(RecordingSkipped.class))
        .extracting(RecordingSkipped::cause)
        .containsExactly(Cause.UNSTORABLE);
  }

  @Test
  void a_known_absence_is_stored_as_two_nulls() {
    bench.ask(1, () -> CompletableFuture.failedFuture(new Bench.Closed()));
    StoredSnapshot stored = bench.store.rows.values().iterator().next();
    byte[] bytes = new byte[stored.bytes().remaining()];
    stored.bytes().duplicate().get(bytes);
    assertThat(bytes).containsExactly(-1, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void a_hold_lasts_as_long_as_it_says() {
    bench.hold(State.ISOLATED);
    bench.time.advance(Duration.ofSeconds(20));
    assertThat(bench.control().retryAfter()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void callers_who_share_a_backend_call_share_its_failure() {
    Bench sharing =
        new Bench(
            Bench.settings(),
            code ->
                new OperationSettings(
                    code.maxAge(),
                    code.retention(),
                    code.timeout(),
                    code.deadlineShare(),
                    code.softTimeout(),
                    code.softMaxAge(),
                    code.freshFor(),
                    code.refreshAhead(),
                    code.refreshEvery(),
                    true,
                    code.state()));
    CompletableFuture<Long> backend = new CompletableFuture<>();
    var first = sharing.ask(1, () -> backend);
    var second = sharing.ask(1, Bench.untouched());
    backend.completeExceptionally(new IllegalStateException("backend is down"));
    for (var call : List.of(first, second)) {
      assertThatThrownBy(() -> call.getNow(null)).hasMessageContaining("backend is down");
    }
    assertThat(sharing.answering(1, 42)).isCompleted();
  }
}
