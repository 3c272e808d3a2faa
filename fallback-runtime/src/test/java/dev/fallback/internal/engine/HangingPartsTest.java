package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.Operation;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Workers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What users plug in may never come back: everything else goes on. */
class HangingPartsTest {
  private final Bench bench = new Bench();

  @Test
  void a_store_that_forgets_a_question_for_its_clock_is_asked_again() {
    bench.store.forgets = true;
    bench.time.advance(Duration.ofSeconds(40));
    bench.store.forgets = false;
    bench.store.clockMicros = OptionalLong.of(0);
    bench.time.advance(Duration.ofSeconds(40));
    assertThat(bench.events(FallbackEvent.ClockSkewed.class)).hasSize(1);
  }

  @Test
  void a_store_that_forgets_a_question_for_orders_is_asked_again() {
    bench.store.forgets = true;
    bench.time.advance(Duration.ofSeconds(10));
    bench.store.forgets = false;
    bench.store.orders.put("", HostilePartsTest.order(State.FORCED));
    bench.time.advance(Duration.ofSeconds(10));
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
  }

  @Test
  void a_store_that_forgets_an_order_fails_it_in_time() {
    bench.store.forgets = true;
    CompletionStage<Void> given = bench.control().releaseEverywhere();
    bench.time.advance(StoreLimits.defaults().writeTimeout());
    assertThat(given.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void a_guard_that_hangs_stops_neither_calls_nor_recordings_of_others() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RecordingGuards guards = new RecordingGuards();
    guards.add(
        "test.Numbers",
        "number",
        (Long stored, Long answered) -> {
          entered.countDown();
          return awaited(never);
        });
    ScriptedStore store = new ScriptedStore();
    LinkedBlockingQueue<FallbackEvent> events = new LinkedBlockingQueue<>();
    try (SystemTime time = new SystemTime();
        Engine engine =
            new Engine(
                store,
                SettingsSource.ofCode(Bench.settings()),
                List.of(),
                guards,
                List.of(events::add),
                time,
                Workers.create())) {
      Operation<Long> guarded = engine.operation(Bench.SERVICE, Bench.NUMBER);
      answer(guarded, 1);
      next(events, FallbackEvent.Recorded.class);
      answer(guarded, 2);
      entered.await();
      for (int i = 0; i < Comparisons.MAXIMUM; i++) {
        answer(guarded, 3 + i);
      }
      assertThat(next(events, RecordingSkipped.class).cause()).isEqualTo(Cause.QUEUE_FULL);
      Answer<Long> stored =
          guarded
              .answer(
                  out -> out.bigint(1),
                  () -> CompletableFuture.failedFuture(new IllegalStateException()))
              .get(30, TimeUnit.SECONDS);
      assertThat(stored.source()).isEqualTo(Source.STORE);
      never.countDown();
      next(events, FallbackEvent.Recorded.class);
    }
  }

  private static void answer(Operation<Long> operation, long value) {
    operation.call(out -> out.bigint(1), () -> CompletableFuture.completedFuture(value)).join();
  }

  private static <E> E next(LinkedBlockingQueue<FallbackEvent> events, Class<E> kind)
      throws InterruptedException {
    for (; ; ) {
      FallbackEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("a %s", kind.getSimpleName()).isNotNull();
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void a_backend_whose_stage_takes_no_listener_has_failed() {
    bench.answering(1, 42);
    CompletableFuture<Long> deaf =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<Long> whenComplete(
              BiConsumer<? super Long, ? super Throwable> action) {
            throw new IllegalStateException("no listeners");
          }
        };
    assertThat(bench.ask(1, () -> deaf).join().source()).isEqualTo(Source.STORE);
    assertThat(bench.callTimers()).isZero();
  }

  @Test
  void a_backend_whose_stage_cannot_be_cancelled_is_given_up_all_the_same() {
    bench.answering(1, 42);
    CompletableFuture<Long> stubborn =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            throw new IllegalStateException("not me");
          }
        };
    var call = bench.ask(1, () -> stubborn);
    bench.time.advance(Bench.TIMEOUT);
    assertThat(call.join().source()).isEqualTo(Source.STORE);
  }

  @Test
  void a_caller_who_overwrites_the_future_has_left_the_call() {
    Executor atOnce = Runnable::run;
    CompletableFuture<Long> first = new CompletableFuture<>();
    var ended = bench.ask(1, () -> first).completeAsync(() -> null, atOnce);
    assertThat(ended).isCompletedWithValue(null);
    CompletableFuture<Long> second = new CompletableFuture<>();
    bench.ask(1, () -> second).obtrudeValue(null);
    CompletableFuture<Long> third = new CompletableFuture<>();
    bench.ask(1, () -> third).obtrudeException(new IllegalStateException());
    assertThat(bench.events(FallbackEvent.CallCancelled.class)).hasSize(3);
    bench.time.advance(Bench.TIMEOUT); // the backend may use what time it has
    assertThat(List.of(first, second, third)).allMatch(CompletableFuture::isCancelled);
    assertThat(bench.callTimers()).isZero();
    bench.answering(1, 42).obtrudeValue(null);
    assertThat(bench.events(FallbackEvent.CallCancelled.class)).hasSize(3);
  }
}
