package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandoffTest {
  private static final Executor CLOSED =
      task -> {
        throw new RejectedExecutionException("closed");
      };
  private static final Executor WITHOUT_THREADS =
      task -> {
        throw new OutOfMemoryError("unable to create native thread");
      };

  private final AtomicInteger done = new AtomicInteger();

  @Test
  void what_every_executor_refuses_is_done_at_once() {
    new Handoff(WITHOUT_THREADS, new Handoff(CLOSED)).execute(done::incrementAndGet);
    assertThat(done).hasValue(1);
  }

  @Test
  void what_one_refuses_the_next_does() {
    AtomicInteger taken = new AtomicInteger();
    Executor next =
        task -> {
          taken.incrementAndGet();
          task.run();
        };
    new Handoff(CLOSED, new Handoff(next)).execute(done::incrementAndGet);
    assertThat(done).hasValue(1);
    assertThat(taken).hasValue(1);
  }

  @Test
  void what_an_executor_takes_and_then_refuses_is_done_once() {
    List<Runnable> taken = new ArrayList<>();
    Executor overloaded =
        task -> {
          taken.add(task);
          throw new OutOfMemoryError("unable to create native thread");
        };
    new Handoff(overloaded, new Handoff(Runnable::run)).execute(done::incrementAndGet);
    taken.forEach(Runnable::run);
    assertThat(done).hasValue(1);
  }

  @Test
  void work_that_throws_on_the_same_thread_is_not_done_twice() {
    Runnable work =
        () -> {
          done.incrementAndGet();
          throw new IllegalStateException("the work's own");
        };
    Handoff handoff = new Handoff(Runnable::run, new Handoff(Runnable::run));
    assertThatThrownBy(() -> handoff.execute(work)).hasMessage("the work's own");
    assertThat(done).hasValue(1);
  }
}
