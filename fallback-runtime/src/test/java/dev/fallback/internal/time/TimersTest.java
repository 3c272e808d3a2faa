package dev.fallback.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers on the machine's clock. */
class TimersTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long PATIENCE_SECONDS = 20;

  private final Timers timers = new Timers();

  @AfterEach
  void close() {
    timers.close();
  }

  private Runnable after(long nanos, Runnable task) {
    Runnable cancel = timers.after(nanos, task);
    assertThat(cancel).isNotNull();
    return cancel;
  }

  private Thread thread() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch told = new CountDownLatch(1);
    after(
        0,
        () -> {
          thread.set(Thread.currentThread());
          told.countDown();
        });
    assertThat(told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return thread.get();
  }

  @Test
  void runs_in_the_order_in_which_they_are_due_and_none_too_early() throws Exception {
    Queue<Integer> order = new ConcurrentLinkedQueue<>();
    Queue<Long> early = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(4);
    after(0, () -> {}).run(); // what is loaded for the first time takes its time
    long start = System.nanoTime() + HOUR / 3_600;
    for (int tens : new int[] {4, 1, 3, 2}) {
      long due = start + tens * 100_000_000L;
      timers.after(
          due - System.nanoTime(),
          () -> {
            order.add(tens);
            if (System.nanoTime() - due < 0) {
              early.add(due);
            }
            all.countDown();
          });
    }
    assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly(1, 2, 3, 4);
    assertThat(early).isEmpty();
  }

  @Test
  void one_that_is_due_earlier_wakes_it() throws Exception {
    after(HOUR, () -> {});
    assertThat(thread().getName()).isEqualTo("fallback-timer");
  }

  @Test
  void what_is_cancelled_does_not_run_and_is_let_go_of() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(1);
    after( // on the timers' own thread, which runs nothing meanwhile
        0,
        () -> {
          after(0, ran::incrementAndGet).run();
          after(0, later::countDown);
        });
    WeakReference<Object> captured = cancelledTaskOn(new AtomicInteger());
    assertThat(later.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).hasValue(0);
    await()
        .until(
            () -> {
              System.gc();
              return captured.get() == null;
            });
  }

  private WeakReference<Object> cancelledTaskOn(AtomicInteger captured) {
    after(HOUR, captured::incrementAndGet).run();
    return new WeakReference<>(captured);
  }

  @Test
  void timeouts_that_are_set_and_cancelled_do_not_wake_it() throws Exception {
    Thread thread = thread();
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getThreadInfo(thread.getId()).getWaitedCount();
    for (int i = 0; i < 10_000; i++) {
      after(HOUR, () -> {}).run();
    }
    assertThat(thread()).isSameAs(thread); // it has had its turn since
    assertThat(threads.getThreadInfo(thread.getId()).getWaitedCount() - before).isLessThan(20);
  }

  @Test
  void a_task_that_fails_and_an_interrupt_stop_nobody() throws Exception {
    after(
        0,
        () -> {
          throw new IllegalStateException("a failure that a test wants");
        });
    Thread thread = thread();
    thread.interrupt();
    assertThat(thread()).isSameAs(thread);
    await().until(() -> !thread.isInterrupted());
  }

  @Test
  void of_many_threads_each_timer_runs_once_or_was_cancelled() throws Exception {
    int each = 20_000;
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger kept = new AtomicInteger();
    List<Thread> setters = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      Thread setter =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  if (random.nextInt(4) == 0) {
                    kept.incrementAndGet();
                    after(random.nextInt(3_000_000), ran::incrementAndGet);
                  } else {
                    after(HOUR + random.nextInt(1_000), ran::incrementAndGet).run();
                  }
                }
              });
      setters.add(setter);
      setter.start();
    }
    for (Thread setter : setters) {
      setter.join();
    }
    await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> ran.get() >= kept.get());
    thread();
    assertThat(ran).hasValue(kept.get());
  }

  @Test
  void a_delay_beyond_all_time_is_never_due_and_a_negative_one_is_at_once() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    after(Long.MAX_VALUE, ran::incrementAndGet);
    CountDownLatch now = new CountDownLatch(1);
    after(-HOUR, now::countDown);
    assertThat(now.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).hasValue(0);
  }

  @Test
  void its_thread_ends_when_it_is_closed_and_the_last_has_run_or_was_cancelled() throws Exception {
    Thread thread = thread();
    Runnable cancel = after(HOUR, () -> {});
    CountDownLatch late = new CountDownLatch(1);
    after(300_000_000, late::countDown);
    timers.close();
    assertThat(timers.after(0, () -> {})).isNull();
    assertThat(late.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.isAlive()).isTrue();
    cancel.run();
    thread.join(PATIENCE_SECONDS * 1_000);
    assertThat(thread.isAlive()).isFalse();
  }
}
