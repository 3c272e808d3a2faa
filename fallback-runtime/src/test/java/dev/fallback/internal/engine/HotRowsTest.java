package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A row that changes all the time is written every so often, and nothing of it is lost. */
class HotRowsTest extends RecorderBench {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final StoreLimits SPACED = Bench.withWriteInterval(LIMITS, INTERVAL);

  private final Recorder spaced = recorder(SPACED, Runnable::run);

  private long stored(int key) {
    return store.rows.get(key(key)).asOfMicros();
  }

  @Test
  void a_row_that_changes_with_every_call_is_written_once_in_an_interval_and_the_newest_of_them() {
    for (int call = 1; call < 1_000; call++) {
      spaced.offer(recording(0, 20, call));
      time.advance(Duration.ofMillis(1));
    }
    assertThat(store.writes).as("in a second").isEqualTo(4);
    assertThat(stored(0)).isEqualTo(750);
    time.advance(INTERVAL);
    assertThat(stored(0)).as("the last is not lost when no more come").isEqualTo(999);
    assertThat(spaced.queued()).isZero();
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void a_row_that_changes_now_and_then_is_written_at_once_and_costs_no_timer() {
    for (int call = 1; call <= 5; call++) {
      spaced.offer(recording(0, 20, call));
      assertThat(stored(0)).isEqualTo(call);
      assertThat(time.pendingTimers()).isZero();
      time.advance(INTERVAL);
    }
  }

  @Test
  void a_row_that_rests_keeps_no_other_from_being_written() {
    spaced.offer(recording(0, 20, 1));
    spaced.offer(recording(0, 20, 2));
    spaced.offer(recording(1, 20, 1));
    assertThat(stored(0)).isEqualTo(1);
    assertThat(stored(1)).isEqualTo(1);
  }

  @Test
  void rows_that_rest_are_written_in_the_order_in_which_their_rests_end() {
    spaced.offer(recording(0, 20, 1));
    time.advance(Duration.ofMillis(100));
    spaced.offer(recording(1, 20, 1));
    spaced.offer(recording(1, 20, 2));
    spaced.offer(recording(0, 20, 2));
    time.advance(Duration.ofMillis(150));
    assertThat(stored(0)).isEqualTo(2);
    assertThat(stored(1)).isEqualTo(1);
    time.advance(Duration.ofMillis(100));
    assertThat(stored(1)).isEqualTo(2);
  }

  @Test
  void an_earlier_answer_that_comes_while_its_row_rests_is_not_written_over_the_later_one() {
    spaced.offer(recording(0, 20, 5));
    spaced.offer(recording(0, 20, 7));
    spaced.offer(recording(0, 20, 6));
    time.advance(INTERVAL);
    assertThat(stored(0)).isEqualTo(7);
  }

  @Test
  void what_waits_for_its_rest_counts_for_the_bounds() {
    for (int key = 0; key < LIMITS.queuedWrites(); key++) {
      spaced.offer(recording(key, 20, 1));
      spaced.offer(recording(key, 20, 2));
    }
    spaced.offer(recording(3, 20, 1));
    assertThat(causes()).containsExactly(Cause.QUEUE_FULL);
  }

  @Test
  void no_more_rows_rest_than_may_wait() {
    for (int key = 0; key <= LIMITS.queuedWrites(); key++) {
      spaced.offer(recording(key, 20, 1));
    }
    spaced.offer(recording(0, 20, 2));
    spaced.offer(recording(3, 20, 2));
    assertThat(stored(0)).isEqualTo(1);
    assertThat(stored(3)).as("one too many to rest").isEqualTo(2);
  }

  @Test
  void closing_waits_for_no_rest() {
    spaced.offer(recording(0, 20, 1));
    spaced.offer(recording(0, 20, 2));
    assertThat(spaced.drain(Duration.ofSeconds(30))).isTrue();
    assertThat(stored(0)).isEqualTo(2);
  }

  @Test
  void what_still_rests_when_the_workers_are_gone_is_told() {
    AtomicBoolean gone = new AtomicBoolean();
    Executor workers =
        task -> {
          if (gone.get()) {
            throw new RejectedExecutionException();
          }
          task.run();
        };
    Recorder left = recorder(SPACED, workers);
    left.offer(recording(0, 20, 1));
    left.offer(recording(0, 20, 2));
    gone.set(true);
    time.advance(INTERVAL);
    assertThat(causes()).containsExactly(Cause.CLOSING);
    assertThat(left.queued()).isZero();
  }
}
