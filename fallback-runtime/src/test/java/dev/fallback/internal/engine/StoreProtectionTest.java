package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The store is asked no more than it bears, and the queue before it holds no more than it may. */
class StoreProtectionTest extends RecorderBench {
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
  void a_store_that_was_away_for_minutes_answers_again_seconds_after_it_is_back() {
    var bench = new Bench();
    bench.answering(1, 7);
    bench.store.mode = ScriptedStore.Mode.FAILS;
    for (int i = 0; i < 600; i++) {
      assertThat(bench.failing(1)).isCompletedExceptionally();
      bench.time.advance(Duration.ofMillis(500));
    }
    bench.store.mode = ScriptedStore.Mode.WORKS;
    bench.time.advance(Duration.ofMillis(2400));
    assertThat(bench.failing(1)).isCompletedWithValueMatching(answer -> answer.value() == 7);
  }
}
