package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.State;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpException;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a job leaves in the store when it ends, and what the next run makes of it. */
class EndsAndResumesTest {
  private final WarmUpBench bench = new WarmUpBench();

  /** A job of 20,000 keys that was stopped after ten seconds. */
  private WarmUpResult stopped() {
    WarmUpRun run = bench.run(bench.job(20_000));
    bench.time.advance(Duration.ofSeconds(10));
    run.stop();
    bench.time.advance(Duration.ofSeconds(1));
    return run.result().join();
  }

  @Test
  void one_that_is_stopped_writes_its_checkpoint_and_gives_everything_back() {
    WarmUpResult stopped = stopped();
    assertThat(stopped.complete()).isFalse();
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    WarmUpResult rest = bench.finished(bench.job(20_000));
    assertThat(rest.resumedAt()).isEqualTo(stopped.counts().done());
    assertThat(bench.asked.values()).containsOnly(1);
    assertThat(bench.stored).hasSize(20_000);
  }

  @Test
  void one_that_is_to_begin_anew_does() {
    stopped();
    bench.time.advance(Duration.ofMinutes(2));
    assertThat(bench.finished(bench.job(20_000).restarted()).resumedAt()).isZero();
  }

  @Test
  void keys_that_have_changed_meanwhile_are_noticed() {
    stopped();
    WarmUp<Long> fewer = bench.job(10);
    assertThatThrownBy(() -> bench.finished(fewer))
        .hasCauseInstanceOf(WarmUpException.class)
        .hasMessageContaining("its keys have changed");
    WarmUp<Long> others = bench.job(20_000).keyText(key -> "other " + key);
    assertThatThrownBy(() -> bench.finished(others)).hasMessageContaining("there is 'other");
    assertThat(bench.finished(bench.job(20_000)).resumedAt()).isPositive();
  }

  @Test
  void a_listener_that_throws_as_the_job_goes_on_leaves_the_checkpoint_where_it_was() {
    stopped();
    String checkpoint = bench.jobs.jobs.get("numbers").note();
    WarmUp<Long> next =
        bench
            .job(20_000)
            .listener(
                new WarmUpListener() {
                  @Override
                  public void note(String sentence) {
                    throw new IllegalStateException("disk is full");
                  }
                });
    assertThatThrownBy(() -> bench.finished(next)).hasMessageContaining("disk is full");
    assertThat(checkpoint).isNotEmpty();
    assertThat(bench.jobs.jobs.get("numbers").note()).isEqualTo(checkpoint);
  }

  /** A job that has done all its keys, and whose store was gone in that moment. */
  private WarmUpRun completeWithoutItsStore() {
    WarmUpListener listener = bench.listener();
    WarmUp<Long> job =
        bench
            .job(1_000)
            .listener(
                new WarmUpListener() {
                  @Override
                  public void progress(WarmUpProgress progress) {
                    bench.jobs.down = progress.counts().done() == 1_000;
                  }

                  @Override
                  public void note(String sentence) {
                    listener.note(sentence);
                  }
                });
    WarmUpRun run = bench.run(job);
    while (run.progress().counts().done() < 1_000) {
      bench.time.advance(Duration.ofMillis(100));
    }
    bench.time.advance(Duration.ofSeconds(5));
    assertThat(run.result()).isNotDone();
    assertThat(bench.notes)
        .containsOnlyOnce("The store does not take the end of the job; it is tried again.");
    return run;
  }

  @Test
  void a_complete_job_leaves_no_checkpoint_though_the_store_fails_as_it_ends() {
    WarmUpRun run = completeWithoutItsStore();
    bench.jobs.down = false;
    bench.time.advance(Duration.ofSeconds(1));
    assertThat(run.result().join().complete()).isTrue();
    assertThat(bench.jobs.jobs.get("numbers").isOwned()).isFalse();
    assertThat(bench.jobs.jobs.get("numbers").note()).isEmpty();
  }

  @Test
  void it_does_not_try_for_longer_than_the_job_is_surely_its_own() {
    WarmUpRun run = completeWithoutItsStore();
    bench.time.advance(Duration.ofSeconds(6));
    assertThat(run.result().join().complete()).isTrue();
    assertThat(bench.notes).anyMatch(note -> note.contains("could not be written at the end"));
  }
}
