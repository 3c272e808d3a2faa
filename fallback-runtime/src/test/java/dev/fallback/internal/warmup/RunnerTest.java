package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.State;
import dev.fallback.internal.warmup.WarmUpBench.NotFound;
import dev.fallback.warmup.JobHeldException;
import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private final WarmUpBench bench = new WarmUpBench();

  @Test
  void every_key_is_asked_once_and_is_in_the_store() {
    WarmUpResult result = bench.finished(bench.job(5_000));
    assertThat(result.complete()).isTrue();
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(5_000, 0, 0));
    assertThat(bench.stored).hasSize(5_000);
    assertThat(bench.asked.values()).containsOnly(1);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.jobs.jobs.get("numbers").isOwned()).isFalse();
    assertThat(bench.jobs.jobs.get("numbers").note()).isEmpty();
  }

  @Test
  void no_keys_are_done_at_once() {
    assertThat(bench.finished(bench.job(0)).complete()).isTrue();
  }

  @Test
  void the_state_is_forced_while_it_runs_however_long() {
    bench.latencyMillis = key -> 900;
    WarmUpRun run = bench.run(bench.job(100_000));
    bench.time.advance(Duration.ofMinutes(5));
    assertThat(run.result()).isNotDone();
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
  }

  @Test
  void what_fails_now_and_then_is_tried_again() {
    bench.backendFails = key -> key % 10 == 0 && bench.asked.get(key) < 3;
    WarmUpResult result = bench.finished(bench.job(1_000));
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(1_000, 0, 0));
    assertThat(bench.asked.get(10L)).isEqualTo(3);
  }

  @Test
  void what_fails_every_time_is_given_up_told_and_counted() {
    bench.backendFails = key -> key == 7;
    WarmUpResult result = bench.finished(bench.job(100));
    assertThat(result.complete()).isTrue();
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(99, 0, 1));
    assertThat(bench.failed).containsOnlyKeys("7");
    assertThat(bench.failed.get("7")).hasMessage("backend is down");
    assertThat(bench.asked.get(7L)).isEqualTo(3);
  }

  @Test
  void an_answer_that_cannot_be_stored_fails_at_once_and_is_not_counted_as_stored() {
    WarmUp<Long> job =
        WarmUp.<Long>of("numbers", WarmUpBench.upTo(10), key -> bench.read(key == 3 ? -3 : key))
            .listener(bench.listener());
    WarmUpResult result = bench.finished(job);
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(9, 0, 1));
    assertThat(bench.failed.get("3")).hasMessageContaining("UNSTORABLE");
    assertThat(bench.asked.get(-3L)).isOne();
  }

  @Test
  void an_error_that_is_an_answer_is_not_tried_again() {
    WarmUp<Long> job =
        WarmUp.<Long>of(
                "numbers",
                WarmUpBench.upTo(3),
                key -> key == 1 ? bench.failing(1, new NotFound()) : bench.read(key))
            .listener(bench.listener());
    assertThat(bench.finished(job).counts()).isEqualTo(new WarmUpCounts(2, 0, 1));
    assertThat(bench.failed.get("1")).isInstanceOf(NotFound.class);
    assertThat(bench.asked.get(1L)).isOne();
  }

  @Test
  void a_read_function_that_asks_no_decorator_is_told_so() {
    WarmUp<Long> job =
        WarmUp.<Long>of(
                "numbers", WarmUpBench.upTo(1), key -> CompletableFuture.completedFuture(key))
            .listener(bench.listener());
    assertThat(bench.finished(job).counts().failed()).isOne();
    assertThat(bench.failed.get("0")).hasMessageContaining("no call of a decorator");
  }

  @Test
  void while_the_backend_is_down_it_is_left_alone_and_no_key_is_given_up() {
    WarmUpRun run = bench.run(bench.job(5_000));
    bench.time.advance(Duration.ofSeconds(5));
    long before = run.progress().counts().done();
    assertThat(before).isPositive();
    bench.backendFails = key -> true;
    bench.time.advance(Duration.ofSeconds(10));
    int askedThen = bench.askings();
    bench.time.advance(Duration.ofMinutes(10));
    assertThat(bench.askings() - askedThen).isLessThan(30);
    assertThat(run.progress().waitingFor().orElseThrow()).contains("the backend");
    bench.backendFails = key -> false;
    bench.finish(run);
    assertThat(run.result().join().counts()).isEqualTo(new WarmUpCounts(5_000, 0, 0));
  }

  @Test
  void while_the_store_is_down_the_backend_is_not_asked_for_what_cannot_be_recorded() {
    WarmUpRun run = bench.run(bench.job(5_000));
    bench.time.advance(Duration.ofSeconds(5));
    bench.storeDown = true;
    bench.jobs.down = true;
    bench.time.advance(Duration.ofSeconds(20));
    int askedThen = bench.askings();
    bench.time.advance(Duration.ofMinutes(10));
    assertThat(bench.askings() - askedThen).isLessThan(30);
    assertThat(run.progress().waitingFor().orElseThrow()).contains("the store");
    bench.storeDown = false;
    bench.jobs.down = false;
    bench.finish(run);
    assertThat(run.result().join().counts()).isEqualTo(new WarmUpCounts(5_000, 0, 0));
    assertThat(bench.stored).hasSize(5_000);
  }

  @Test
  void a_backend_that_gets_slow_is_asked_less_and_one_that_recovers_more() {
    bench.run(bench.job(10_000_000).maxRate(400));
    bench.time.advance(Duration.ofSeconds(60));
    var calm = bench.told.get(bench.told.size() - 1);
    bench.latencyMillis = key -> 200;
    bench.time.advance(Duration.ofSeconds(10));
    var slow = bench.told.get(bench.told.size() - 1);
    bench.latencyMillis = key -> 2;
    bench.time.advance(Duration.ofSeconds(60));
    var again = bench.told.get(bench.told.size() - 1);
    assertThat(calm.rateLimit()).isGreaterThan(300);
    assertThat(slow.rateLimit()).isLessThan(calm.rateLimit() / 10);
    assertThat(slow.concurrencyLimit()).isLessThanOrEqualTo(2);
    assertThat(again.rateLimit()).isGreaterThan(300);
  }

  @Test
  void neither_bound_is_ever_passed() {
    bench.latencyMillis = key -> 30;
    WarmUpRun run = bench.run(bench.job(100_000).maxConcurrency(5).maxRate(100));
    bench.time.advance(Duration.ofMinutes(2));
    assertThat(bench.mostAtBackend).isLessThanOrEqualTo(5);
    assertThat(run.progress().rate()).isBetween(90.0, 101.0);
  }

  @Test
  void keys_with_a_snapshot_that_is_young_enough_are_passed_over() {
    bench.finished(bench.job(100));
    bench.time.advance(Duration.ofDays(3));
    WarmUpResult younger = bench.finished(bench.job(150).olderThan(Duration.ofDays(7)));
    assertThat(younger.counts()).isEqualTo(new WarmUpCounts(50, 100, 0));
    WarmUpResult older = bench.finished(bench.job(150).olderThan(Duration.ofDays(2)));
    assertThat(older.counts()).isEqualTo(new WarmUpCounts(100, 50, 0));
    bench.time.advance(Duration.ofDays(29));
    assertThat(bench.finished(bench.job(160).onlyMissing()).counts())
        .isEqualTo(new WarmUpCounts(10, 150, 0));
    bench.time.advance(Duration.ofDays(2)); // beyond their max age, 150 would not be served
    assertThat(bench.finished(bench.job(160).onlyMissing()).counts())
        .isEqualTo(new WarmUpCounts(150, 10, 0));
  }

  @Test
  void a_job_that_is_killed_goes_on_where_it_was() {
    var process = bench.new Mortal();
    bench.run(bench.job(30_000), process);
    bench.time.advance(Duration.ofMillis(20_300));
    process.killed = true;
    int askedThen = bench.askings();
    WarmUpRun next = bench.run(bench.job(30_000));
    bench.finish(next);
    WarmUpResult result = next.result().join();
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(30_000, 0, 0));
    assertThat(result.resumedAt()).isPositive();
    assertThat(bench.stored).hasSize(30_000);
    assertThat(askedThen).isGreaterThan(5_000);
    double lastSecond =
        bench.told.stream().mapToDouble(WarmUpProgress::rateLimit).max().orElseThrow();
    assertThat(bench.askings() - 30_000).isPositive().isLessThanOrEqualTo((int) lastSecond);
    assertThat(bench.notes).anyMatch(note -> note.startsWith("Going on behind key"));
  }

  @Test
  void two_of_one_name_do_not_both_run() {
    bench.run(bench.job(100_000));
    bench.time.advance(Duration.ofSeconds(5));
    WarmUpRun second = bench.run(bench.job(100_000), bench.new Mortal());
    bench.time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> second.result().join())
        .hasCauseInstanceOf(JobHeldException.class)
        .hasMessageContaining("ann");
    assertThat(bench.control().state()).isEqualTo(State.FORCED);
  }

  @Test
  void a_process_that_was_asleep_finds_that_it_was_succeeded_and_ends() {
    var process = bench.new Mortal();
    bench.latencyMillis = key -> 1; // so that all is back when it falls asleep
    WarmUpRun asleep = bench.run(bench.job(30_000), process);
    bench.time.advance(Duration.ofSeconds(5));
    process.killed = true;
    WarmUpRun next = bench.run(bench.job(30_000));
    bench.time.advance(Duration.ofSeconds(15));
    process.killed = false;
    asleep.stop();
    bench.finish(next);
    assertThat(next.result().join().complete()).isTrue();
    assertThat(bench.jobs.jobs.get("numbers").isOwned()).isFalse();
  }

  @Test
  void an_operator_s_order_goes_before_the_job() {
    bench.hold(State.ISOLATED, Duration.ofMinutes(5));
    WarmUpRun run = bench.run(bench.job(1_000));
    bench.time.advance(Duration.ofMinutes(4));
    assertThat(bench.asked).isEmpty();
    assertThat(run.progress().waitingFor().orElseThrow()).contains("ISOLATED");
    bench.finish(run);
    assertThat(run.result().join().counts().stored()).isEqualTo(1_000);
  }

  @Test
  void a_listener_that_throws_ends_the_job_with_what_it_threw() {
    bench.backendFails = key -> key == 3;
    WarmUp<Long> job =
        bench
            .job(1_000)
            .listener(
                new WarmUpListener() {
                  @Override
                  public void failed(String key, Throwable cause) {
                    throw new IllegalStateException("disk is full");
                  }
                });
    assertThatThrownBy(() -> bench.finished(job)).hasMessageContaining("disk is full");
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.jobs.jobs.get("numbers").isOwned()).isFalse();
  }

  /** Keys that cannot be read for a while. */
  private static final class Flaky implements WarmUpKeys<Long> {
    private final WarmUpKeys<Long> keys = WarmUpBench.upTo(1_000);
    private int failures;

    Flaky(int failures) {
      this.failures = failures;
    }

    @Override
    public String description() {
      return "flaky";
    }

    @Override
    public KeyStream<Long> open() {
      KeyStream<Long> stream = keys.open();
      return atMost ->
          failures-- > 0
              ? CompletableFuture.failedFuture(new IllegalStateException("no connection"))
              : stream.next(atMost);
    }
  }

  @Test
  void keys_that_cannot_be_read_for_a_while_are_asked_for_again() {
    WarmUp<Long> job = WarmUp.of("numbers", new Flaky(12), bench::read).listener(bench.listener());
    assertThat(bench.finished(job).counts().stored()).isEqualTo(1_000);
    assertThat(bench.told).anyMatch(told -> told.waitingFor().orElse("").contains("no connection"));
  }

  @Test
  void keys_that_cannot_be_read_for_minutes_end_the_job() {
    WarmUp<Long> job =
        WarmUp.of("numbers", new Flaky(1_000), bench::read).listener(bench.listener());
    assertThatThrownBy(() -> bench.finished(job)).hasMessageContaining("the keys cannot be read");
  }

  @Test
  void progress_tells_what_is_left() {
    bench.run(bench.job(100_000).maxRate(100));
    bench.time.advance(Duration.ofSeconds(100));
    var last = bench.told.get(bench.told.size() - 1);
    assertThat(last.total()).hasValue(100_000);
    assertThat(last.rate()).isBetween(90.0, 105.0);
    assertThat(last.remaining().orElseThrow())
        .isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1_100));
  }
}
