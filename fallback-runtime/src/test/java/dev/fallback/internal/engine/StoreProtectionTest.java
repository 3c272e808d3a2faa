package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.StoreUnavailableException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The store is asked no more than it bears, and the queue before it holds no more than it may. */
class StoreProtectionTest {
  private static final StoreLimits LIMITS =
      new StoreLimits(
          Duration.ofMillis(500), Duration.ofSeconds(2), 2, 1, 3, 100, Duration.ofMillis(20));

  private final ManualTime time = new ManualTime();
  private final ScriptedStore store = new ScriptedStore();
  private final List<FallbackEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final GuardedStore guarded =
      new GuardedStore(
          store, LIMITS, Bench.settings(), time, () -> 0.5, new Handoff(Runnable::run));
  private final LastWritten lastWritten = new LastWritten();
  private final Recorder recorder =
      new Recorder(
          guarded, LIMITS, lastWritten, time, new Events(List.of(events::add)), Runnable::run);

  private CompletableFuture<?> read() {
    return guarded.read(Bench.NUMBER.table(), key(1), Runnable::run);
  }

  private static ByteBuffer key(int number) {
    return ByteBuffer.allocate(4).putInt(number).flip();
  }

  /** Of so many bytes, 4 of them the key's. */
  private static Recording recording(int key, int bytes, long asOfMicros) {
    return new Recording(
        "service",
        "operation",
        Bench.NUMBER.table(),
        new Row(Bench.NUMBER.table().name(), key(key).array()),
        new StoredSnapshot(ByteBuffer.allocate(bytes - 4), asOfMicros),
        60,
        asOfMicros);
  }

  private List<Cause> causes() {
    return events.stream()
        .filter(RecordingSkipped.class::isInstance)
        .map(event -> ((RecordingSkipped) event).cause())
        .toList();
  }

  @Test
  void reads_beyond_the_limit_are_refused_until_one_ends() {
    store.mode = ScriptedStore.Mode.HANGS;
    read();
    read();
    assertThatThrownBy(() -> read().getNow(null))
        .hasCauseInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("2 reads in flight");
    assertThat(store.reads).isEqualTo(2);
    time.advance(LIMITS.readTimeout());
    assertThat(read()).isNotDone();
  }

  @Test
  void a_read_is_given_up_at_its_timeout_and_not_before() {
    store.mode = ScriptedStore.Mode.HANGS;
    CompletableFuture<?> read = read();
    time.advance(LIMITS.readTimeout().minusNanos(1));
    assertThat(read).isNotDone();
    time.advance(Duration.ofNanos(1));
    assertThatThrownBy(() -> read.getNow(null)).hasMessageContaining("did not read within 500 ms");
  }

  @Test
  void a_request_that_ends_leaves_no_timer() {
    read();
    store.mode = ScriptedStore.Mode.FAILS;
    read();
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void reads_that_hang_count_and_the_store_is_left_alone() {
    store.mode = ScriptedStore.Mode.HANGS;
    for (int i = 0; i < 10; i++) {
      read();
      time.advance(LIMITS.readTimeout());
    }
    assertThatThrownBy(() -> read().getNow(null)).hasMessageContaining("is left alone");
    assertThat(store.reads).isEqualTo(10);
  }

  @Test
  void good_answers_count_for_the_store() {
    for (int i = 0; i < 11; i++) {
      read();
    }
    store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 10; i++) {
      read();
    }
    assertThat(store.reads).isEqualTo(21);
    read();
    read();
    assertThat(store.reads).as("eleven of twenty-two failed, so it was opened").isEqualTo(22);
  }

  @Test
  void a_probe_that_succeeds_opens_the_way_again() {
    store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 10; i++) {
      read();
    }
    time.advance(Bench.WAIT);
    store.mode = ScriptedStore.Mode.WORKS;
    read();
    read();
    assertThat(store.reads).isEqualTo(12);
  }

  @Test
  void a_store_that_was_not_ready_was_not_asked_so_its_breaker_stays_closed() {
    store.mode = ScriptedStore.Mode.NOT_READY;
    for (int i = 0; i < 20; i++) {
      read();
    }
    store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 9; i++) {
      read();
    }
    assertThat(store.reads).as("nine failures of nine, and ten are needed").isEqualTo(29);
    read();
    read();
    assertThat(store.reads).isEqualTo(30);
  }

  @Test
  void a_probe_that_finds_the_store_not_ready_gives_its_place_back() {
    store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 10; i++) {
      read();
    }
    time.advance(Bench.WAIT);
    store.mode = ScriptedStore.Mode.NOT_READY;
    read();
    store.mode = ScriptedStore.Mode.WORKS;
    assertThat(read()).as("the next one may probe, at once").isCompleted();
    assertThat(read()).as("and its success closed the breaker").isCompleted();
  }

  @Test
  void who_waits_hears_of_it_though_the_workers_are_closed() {
    Executor closed =
        new Handoff(
            task -> {
              throw new RejectedExecutionException();
            });
    assertThat(guarded.read(Bench.NUMBER.table(), key(1), closed)).isDone();
  }

  // The queue before it

  @Test
  void the_queue_is_bounded_in_bytes_exactly() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1)); // on its way at once
    recorder.offer(recording(1, 60, 1));
    recorder.offer(recording(2, 41, 1));
    assertThat(causes()).containsExactly(Cause.QUEUE_FULL);
    recorder.offer(recording(3, 40, 1));
    assertThat(causes()).hasSize(1);
    assertThat(recorder.queued()).isEqualTo(2);
  }

  @Test
  void what_has_been_written_or_replaced_takes_no_room() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    recorder.offer(recording(1, 90, 1));
    recorder.offer(recording(1, 30, 2)); // only its own 90 make room
    assertThat(causes()).containsExactly(Cause.SUPERSEDED);
    store.hanging.get(0).complete(null); // 1 is on its way
    recorder.offer(recording(2, 40, 1));
    recorder.offer(recording(2, 50, 2));
    assertThat(causes()).containsExactly(Cause.SUPERSEDED, Cause.SUPERSEDED);
    recorder.offer(recording(3, 51, 1));
    assertThat(causes()).hasSize(3).last().isEqualTo(Cause.QUEUE_FULL);
    recorder.offer(recording(3, 50, 1));
    assertThat(causes()).hasSize(3);
    assertThat(recorder.queued()).isEqualTo(2);
  }

  @Test
  void an_older_answer_does_not_replace_the_one_that_waits() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    recorder.offer(recording(1, 20, 5));
    recorder.offer(recording(1, 30, 4));
    assertThat(causes()).containsExactly(Cause.SUPERSEDED);
    store.mode = ScriptedStore.Mode.WORKS;
    store.hanging.get(0).complete(null);
    assertThat(store.rows.get(key(1)).asOfMicros()).isEqualTo(5);
  }

  @Test
  void of_two_answers_of_the_same_instant_the_later_stays() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    recorder.offer(recording(1, 20, 5));
    recorder.offer(recording(1, 30, 5));
    store.mode = ScriptedStore.Mode.WORKS;
    store.hanging.get(0).complete(null);
    assertThat(store.rows.get(key(1)).bytes().remaining()).isEqualTo(26);
  }

  @Test
  void what_was_recorded_is_told_with_its_size_and_duration() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    time.advance(Duration.ofMillis(7));
    store.hanging.get(0).complete(null);
    assertThat(events)
        .containsExactly(new Recorded("service", "operation", 20, Duration.ofMillis(7)));
  }

  @Test
  void draining_waits_for_what_is_under_way_and_takes_nothing_more() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    assertThat(recorder.drain(Duration.ofMillis(1))).isFalse();
    store.hanging.get(0).complete(null);
    assertThat(recorder.drain(Duration.ofSeconds(30))).isTrue();
    recorder.offer(recording(1, 20, 1));
    assertThat(causes()).containsExactly(Cause.CLOSING);
  }

  @Test
  void what_waits_longer_than_closing_may_last_is_told() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    recorder.offer(recording(1, 20, 1));
    recorder.offer(recording(2, 20, 1));
    assertThat(recorder.drain(Duration.ofMillis(1))).isFalse();
    assertThat(causes()).containsExactly(Cause.CLOSING, Cause.CLOSING);
    assertThat(recorder.queued()).isZero();
    store.hanging.get(0).complete(null);
    assertThat(store.hanging).as("writes of what was dropped").hasSize(1);
  }

  @Test
  void a_newer_answer_takes_the_place_of_the_one_that_waits_though_the_queue_is_full() {
    store.mode = ScriptedStore.Mode.HANGS;
    for (int key = 0; key < 4; key++) {
      recorder.offer(recording(key, 20, 1)); // one on its way, three waiting
    }
    recorder.offer(recording(4, 20, 1));
    recorder.offer(recording(3, 20, 2));
    assertThat(causes()).containsExactly(Cause.QUEUE_FULL, Cause.SUPERSEDED);
    store.mode = ScriptedStore.Mode.WORKS;
    store.hanging.get(0).complete(null);
    assertThat(store.rows.get(key(3)).asOfMicros()).isEqualTo(2);
  }

  @Test
  void an_answer_that_has_grown_beyond_the_room_leaves_the_smaller_one_waiting() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    recorder.offer(recording(1, 60, 1));
    recorder.offer(recording(1, 101, 2));
    assertThat(causes()).containsExactly(Cause.QUEUE_FULL);
    store.mode = ScriptedStore.Mode.WORKS;
    store.hanging.get(0).complete(null);
    assertThat(store.rows.get(key(1)).asOfMicros()).isEqualTo(1);
  }

  @Test
  void racing_callers_exceed_neither_the_rows_nor_the_bytes() throws Exception {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    int threads = 8;
    CountDownLatch start = new CountDownLatch(threads);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int key = 1 + i;
      callers.add(
          new Thread(
              () -> {
                start.countDown();
                awaitUninterruptibly(start);
                recorder.offer(recording(key, 60, 1));
              }));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(recorder.queued()).as("of 60 bytes each, where 100 have room").isEqualTo(1);
    assertThat(causes()).hasSize(threads - 1).containsOnly(Cause.QUEUE_FULL);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_becomes_of_a_recording_says_whether_the_store_failed_or_was_not_ready() {
    store.mode = ScriptedStore.Mode.NOT_READY;
    recorder.offer(recording(0, 20, 1));
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(1, 20, 1));
    time.advance(LIMITS.writeTimeout());
    store.mode = ScriptedStore.Mode.FAILS;
    recorder.offer(recording(2, 20, 1));
    assertThat(causes())
        .containsExactly(Cause.STORE_NOT_READY, Cause.STORE_FAILED, Cause.STORE_FAILED);
  }

  @Test
  void a_table_that_is_not_ready_does_not_close_the_way_to_those_that_are() {
    store.mode = ScriptedStore.Mode.NOT_READY;
    for (int i = 0; i < 100; i++) {
      assertThat(read()).isCompletedExceptionally();
      recorder.offer(recording(0, 20, i));
    }
    store.mode = ScriptedStore.Mode.WORKS;
    assertThat(read()).isCompleted();
    recorder.offer(recording(1, 20, 1));
    assertThat(store.rows).hasSize(1);
  }

  @Test
  void writes_that_fail_do_not_close_the_way_to_reads() {
    store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 20; i++) {
      recorder.offer(recording(0, 20, i));
    }
    int writes = store.writes;
    recorder.offer(recording(0, 20, 100));
    assertThat(store.writes).as("writes are left alone").isEqualTo(writes).isLessThan(20);
    store.mode = ScriptedStore.Mode.WORKS;
    assertThat(read()).isCompleted();
  }

  @Test
  void draining_an_empty_queue_waits_for_nothing() {
    assertThat(recorder.drain(Duration.ZERO)).isTrue();
  }

  @Test
  void draining_heeds_an_interrupt() {
    store.mode = ScriptedStore.Mode.HANGS;
    recorder.offer(recording(0, 20, 1));
    Thread.currentThread().interrupt();
    assertThat(recorder.drain(Duration.ofSeconds(30))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
