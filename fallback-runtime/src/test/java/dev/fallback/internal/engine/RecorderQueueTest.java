package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The queue before the store holds no more than it may, and tells what becomes of everything. */
class RecorderQueueTest extends RecorderBench {
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
