package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.BackendUnavailableException;
import dev.fallback.Hold;
import dev.fallback.Reason;
import dev.fallback.State;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.ClockSkewed;
import dev.fallback.event.FallbackEvent.StateChanged;
import dev.fallback.internal.time.Workers;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Users' code — what hangs on a call's future or on the backend's, listeners, what hangs on an
 * order — never runs on the store's threads, nor on the timer's, where it would delay every
 * timeout.
 */
class UsersThreadsTest {
  private static final Duration SOFT = Duration.ofMillis(500);
  private final ExecutorService io =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "store-io"));
  private final ManualTime time = new ManualTime();
  private final ExecutorService workers = Workers.create();
  private final Map<Class<?>, String> told = new ConcurrentHashMap<>();
  private final IoStore store = new IoStore();
  private Engine engine = engine(workers, workers);
  private Operation<Long> operation = operation();

  private Engine engine(ExecutorService workers, Executor completions) {
    return new Engine(
        store,
        settings(),
        List.of(),
        new RecordingGuards(),
        List.of(this::told),
        time,
        workers,
        completions);
  }

  private Operation<Long> operation() {
    return engine.operation(Bench.SERVICE, Bench.NUMBER);
  }

  /** Begins anew with an engine that completes calls there. */
  private void completeOn(Executor completions) {
    engine.close();
    engine = engine(Workers.create(), completions);
    operation = operation();
  }

  private void told(FallbackEvent event) {
    told.putIfAbsent(event.getClass(), Thread.currentThread().getName());
  }

  @AfterEach
  void close() {
    engine.close();
    io.shutdownNow();
  }

  /** Who ends the call when the time has passed on the timer's thread. */
  private String endedBy(CompletableFuture<Answer<Long>> call, Duration after) throws Exception {
    CompletableFuture<String> thread =
        call.handle((answer, error) -> Thread.currentThread().getName());
    Thread timer = new Thread(() -> time.advance(after), "timer");
    timer.start();
    timer.join();
    return thread.join();
  }

  private CompletableFuture<Answer<Long>> hanging(CompletableFuture<Long> backend) {
    return operation.answer(out -> out.bigint(1), () -> backend);
  }

  @Test
  void an_answer_of_the_store_is_given_by_a_worker() {
    hold(State.ISOLATED);
    store.gate = new CompletableFuture<>();
    CompletableFuture<Answer<Long>> call = hanging(new CompletableFuture<>());
    CompletableFuture<String> thread =
        call.handle((answer, error) -> Thread.currentThread().getName());
    store.gate.complete(null);
    assertThat(thread.join()).startsWith("fallback-worker");
  }

  @Test
  void who_waits_for_an_answer_of_the_store_gets_it_on_the_waiting_thread() throws Exception {
    hold(State.ISOLATED);
    for (boolean joins : new boolean[] {true, false}) {
      store.gate = new CompletableFuture<>();
      CompletableFuture<Answer<Long>> call = hanging(new CompletableFuture<>());
      CompletableFuture<String> thread =
          call.handle((answer, error) -> Thread.currentThread().getName());
      Thread waiting = new Thread(() -> waited(call, joins), "waiting");
      waiting.start();
      await().until(() -> waiting.getState() == Thread.State.WAITING);
      store.gate.complete(null);
      assertThat(thread.join()).isEqualTo("waiting");
      waiting.join();
    }
  }

  private static void waited(CompletableFuture<?> call, boolean joins) {
    try {
      Object ended = joins ? call.join() : call.get();
      throw new AssertionError("nothing is stored, and yet there is " + ended);
    } catch (InterruptedException | ExecutionException | CompletionException e) {
      assertThat(e).hasCauseInstanceOf(BackendUnavailableException.class);
    }
  }

  @Test
  void who_shares_a_read_is_not_answered_on_the_thread_of_another_who_waits() throws Exception {
    hold(State.ISOLATED);
    store.gate = new CompletableFuture<>();
    CompletableFuture<Answer<Long>> first = hanging(new CompletableFuture<>());
    CompletableFuture<String> thread =
        hanging(new CompletableFuture<>())
            .handle((answer, error) -> Thread.currentThread().getName());
    Thread waiting = new Thread(() -> waited(first, true), "waiting");
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    store.gate.complete(null);
    assertThat(thread.join()).startsWith("fallback-worker");
    waiting.join();
  }

  @Test
  void a_waiting_thread_that_was_interrupted_leaves_its_answer_to_a_worker() throws Exception {
    hold(State.ISOLATED);
    store.gate = new CompletableFuture<>();
    CompletableFuture<Answer<Long>> call = hanging(new CompletableFuture<>());
    Thread waiting = new Thread(() -> waitedInVain(call), "waiting");
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    waiting.interrupt();
    waiting.join();
    CompletableFuture<String> thread =
        call.handle((answer, error) -> Thread.currentThread().getName());
    store.gate.complete(null);
    assertThat(thread.join()).startsWith("fallback-worker");
  }

  @Test
  void a_waiting_thread_wakes_however_its_call_ends() throws Exception {
    hold(State.ISOLATED);
    List<Consumer<CompletableFuture<Answer<Long>>>> ends =
        List.of(
            call -> call.complete(null),
            call -> call.completeExceptionally(new IllegalStateException()),
            call -> call.cancel(true),
            call -> call.completeAsync(() -> null),
            call -> call.orTimeout(1, TimeUnit.MILLISECONDS),
            call -> call.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS),
            call -> call.obtrudeValue(null),
            call -> call.obtrudeException(new IllegalStateException()));
    for (Consumer<CompletableFuture<Answer<Long>>> end : ends) {
      store.gate = new CompletableFuture<>();
      CompletableFuture<Answer<Long>> call = hanging(new CompletableFuture<>());
      Thread waiting = new Thread(() -> ended(call), "waiting");
      waiting.start();
      await().until(() -> waiting.getState() == Thread.State.WAITING);
      end.accept(call);
      waiting.join(10_000);
      assertThat(waiting.isAlive()).isFalse();
    }
  }

  private static void ended(CompletableFuture<?> call) {
    try {
      assertThat(call.join()).isNull();
    } catch (CompletionException | CancellationException e) {
      assertThat(call).isCompletedExceptionally();
    }
  }

  private static void waitedInVain(CompletableFuture<?> call) {
    assertThatThrownBy(call::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_hard_timeout_is_told_by_a_worker_and_so_is_the_backends_future() throws Exception {
    hold(State.FORCED);
    CompletableFuture<Long> backend = new CompletableFuture<>();
    CompletableFuture<String> cancelledBy =
        backend.handle((value, error) -> Thread.currentThread().getName());
    assertThat(endedBy(hanging(backend), Bench.TIMEOUT)).startsWith("fallback-worker");
    assertThat(cancelledBy.join()).startsWith("fallback-worker");
    assertThat(told.get(FallbackEvent.BackendAsked.class)).startsWith("fallback-worker");
  }

  @Test
  void a_change_of_state_that_a_timeout_brings_about_is_told_by_a_worker() throws Exception {
    for (int i = 1; i < 10; i++) {
      hanging(new CompletableFuture<>());
    }
    endedBy(hanging(new CompletableFuture<>()), Bench.TIMEOUT);
    await().until(() -> told.containsKey(StateChanged.class));
    assertThat(told.get(StateChanged.class)).startsWith("fallback-worker");
  }

  @Test
  void an_executor_that_is_full_leaves_the_work_to_fallbacks_own_workers() throws Exception {
    completeOn(
        task -> {
          throw new RejectedExecutionException("full");
        });
    hold(State.FORCED);
    assertThat(endedBy(hanging(new CompletableFuture<>()), Bench.TIMEOUT))
        .startsWith("fallback-worker");
  }

  @Test
  void a_soft_timeout_is_told_by_a_worker() throws Exception {
    await().until(() -> engine.unprotected().isEmpty());
    operation.answer(out -> out.bigint(1), () -> CompletableFuture.completedFuture(42L)).join();
    await().until(() -> !store.rows.isEmpty());
    CompletableFuture<Answer<Long>> call = hanging(new CompletableFuture<>());
    assertThat(endedBy(call, SOFT)).startsWith("fallback-worker");
    assertThat(call.join().reason()).isEqualTo(Reason.BACKEND_SLOW);
  }

  @Test
  void orders_from_the_store_are_told_by_a_worker() {
    store.gate = new CompletableFuture<>();
    CompletableFuture<String> thread =
        engine
            .service("test.Numbers")
            .orElseThrow()
            .holdEverywhere(new Hold(State.BYPASS, "ann", "x", Duration.ofHours(1)))
            .handle((nothing, error) -> Thread.currentThread().getName())
            .toCompletableFuture();
    store.gate.complete(null);
    assertThat(thread.join()).startsWith("fallback-worker");
    await().until(() -> told.containsKey(StateChanged.class));
    assertThat(told.get(StateChanged.class)).startsWith("fallback-worker");
  }

  @Test
  void a_skewed_clock_is_told_by_a_worker() {
    store.lateMicros = 3_600_000_000L;
    store.gate = new CompletableFuture<>();
    StorePolls polls = new StorePolls(time, new Handoff(workers), Duration.ofSeconds(2));
    ClockWatch watch = new ClockWatch(store, time, new Events(List.of(this::told), workers), polls);
    watch.start();
    store.gate.complete(null); // not before: what hangs on an answered future runs at once
    await().until(() -> told.containsKey(ClockSkewed.class));
    assertThat(told.get(ClockSkewed.class)).startsWith("fallback-worker");
    watch.close();
  }

  @Test
  void calls_are_completed_where_the_application_wants_it() throws Exception {
    ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "own"));
    try {
      completeOn(own);
      hold(State.FORCED);
      assertThat(endedBy(hanging(new CompletableFuture<>()), Bench.TIMEOUT)).isEqualTo("own");
    } finally {
      own.shutdown();
    }
  }

  private void hold(State state) {
    engine
        .service("test.Numbers")
        .orElseThrow()
        .hold(new Hold(state, "test", "because", Duration.ofHours(1)));
  }

  private static SettingsSource settings() {
    SettingsSource code = SettingsSource.ofCode(Bench.settings());
    return new SettingsSource() {
      @Override
      public OperationSettings operation(dev.fallback.codegen.OperationDescriptor<?> operation) {
        OperationSettings of = code.operation(operation);
        return new OperationSettings(
            of.maxAge(),
            of.retention(),
            of.timeout(),
            1,
            Optional.of(SOFT),
            Optional.of(of.maxAge()),
            Optional.empty(),
            1,
            of.refreshEvery(),
            false,
            Optional.empty());
      }

      @Override
      public dev.fallback.BreakerSettings breaker(String service) {
        return code.breaker(service);
      }

      @Override
      public StoreLimits store() {
        return code.store();
      }
    };
  }

  /** Answers on a thread of its own, when its gate is open. */
  private final class IoStore implements SnapshotStore {
    private final Map<ByteBuffer, StoredSnapshot> rows = new ConcurrentHashMap<>();
    private volatile long lateMicros;
    private volatile List<StoredOrder> orders = List.of();
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private <R> CompletionStage<R> onIo(Supplier<R> answer) {
      return gate.thenApplyAsync(open -> answer.get(), io);
    }

    @Override
    public void protect(ServiceDescriptor service) {}

    @Override
    public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
      return onIo(() -> Optional.ofNullable(rows.get(key)));
    }

    @Override
    public CompletionStage<Void> write(
        StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
      return onIo(
          () -> {
            rows.put(key, snapshot);
            return null;
          });
    }

    @Override
    public CompletionStage<OptionalLong> clockMicros() {
      return onIo(() -> OptionalLong.of(time.micros() - lateMicros));
    }

    @Override
    public CompletionStage<List<StoredOrder>> orders() {
      return onIo(() -> orders);
    }

    @Override
    public CompletionStage<Void> order(StoredOrder order) {
      return onIo(
          () -> {
            orders = List.of(order);
            return null;
          });
    }

    @Override
    public void close() {}
  }
}
