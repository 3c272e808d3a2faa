package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.internal.engine.ManualTime;
import dev.fallback.spi.StoredJob;
import dev.fallback.warmup.JobHeldException;
import dev.fallback.warmup.WarmUpException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobLeaseTest {
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration START_WAIT = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();
  private final MemoryJobs jobs = new MemoryJobs();

  private JobLease lease(String owner) {
    return new JobLease(jobs, "job", owner, LIFE, START_WAIT, time);
  }

  private StoredJob stored() {
    return jobs.jobs.get("job");
  }

  @Test
  void a_job_that_nobody_is_at_is_taken_at_once() {
    JobLease ann = lease("ann");
    assertThat(ann.take()).isCompletedWithValue("");
    assertThat(ann.isSure()).isTrue();
    assertThat(stored().owner()).isEqualTo("ann");
    assertThat(stored().token()).isOne();
  }

  @Test
  void a_second_one_is_told_who_is_at_it_and_since_when_as_soon_as_that_one_beats() {
    Instant began = Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS);
    JobLease ann = lease("ann");
    ann.take();
    time.advance(Duration.ofSeconds(5));
    CompletableFuture<String> bob = lease("bob").take();
    assertThat(bob).isNotDone();
    ann.beat("1");
    time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(bob::join)
        .cause()
        .isInstanceOfSatisfying(
            JobHeldException.class,
            held -> {
              assertThat(held.owner()).isEqualTo("ann");
              assertThat(held.since()).isEqualTo(began);
            });
  }

  @Test
  void a_silent_owner_is_succeeded_after_the_life_of_the_lease_and_not_before() {
    lease("ann").take();
    CompletableFuture<String> bob = lease("bob").take();
    time.advance(LIFE.minusMillis(1));
    assertThat(bob).isNotDone();
    time.advance(Duration.ofSeconds(1));
    assertThat(bob).isCompletedWithValue("");
    assertThat(stored().token()).isEqualTo(2);
  }

  @Test
  void a_taking_that_was_not_done_after_all_is_tried_again() {
    JobLease ann = lease("ann");
    ann.take();
    ann.release("half");
    jobs.ignored = 1;
    CompletableFuture<String> bob = lease("bob").take();
    assertThat(bob).isNotDone();
    time.advance(LIFE);
    assertThat(bob).isCompletedWithValue("half");
  }

  @Test
  void what_the_owner_noted_last_is_handed_on() {
    JobLease ann = lease("ann");
    ann.take();
    ann.beat("half");
    ann.release("more than half");
    assertThat(lease("bob").take()).isCompletedWithValue("more than half");
  }

  @Test
  void an_owner_that_was_succeeded_can_neither_beat_nor_note_anything() {
    JobLease ann = lease("ann");
    ann.take();
    CompletableFuture<String> bob = lease("bob").take();
    time.advance(LIFE.plusSeconds(1));
    assertThat(bob).isDone();
    assertThat(ann.isSure()).isFalse();
    assertThat(ann.beat("late")).isCompletedExceptionally();
    assertThatThrownBy(() -> ann.release("late").toCompletableFuture().join())
        .hasCauseInstanceOf(WarmUpException.class)
        .hasMessageContaining("taken over by bob");
    assertThat(stored().owner()).isEqualTo("bob");
    assertThat(stored().note()).isEmpty();
  }

  @Test
  void an_owner_whose_beats_do_not_get_through_is_not_sure_before_others_may_take_over() {
    JobLease ann = lease("ann");
    ann.take();
    jobs.down = true;
    time.advance(LIFE.minusMillis(1));
    ann.beat("x");
    assertThat(ann.isSure()).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(ann.isSure()).isFalse();
    jobs.down = false;
    assertThat(ann.beat("y").toCompletableFuture()).isCompleted();
    assertThat(ann.isSure()).isTrue();
  }

  @Test
  void a_beat_that_got_through_unheard_costs_one_more_try() {
    JobLease ann = lease("ann");
    ann.take();
    jobs.answersLost = true;
    ann.beat("unheard");
    jobs.answersLost = false;
    assertThatThrownBy(() -> ann.beat("again").toCompletableFuture().join())
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(ann.beat("again").toCompletableFuture()).isCompleted();
    assertThat(stored().note()).isEqualTo("again");
  }

  @Test
  void a_taking_over_that_got_through_unheard_counts() {
    lease("ann").take();
    CompletableFuture<String> bob = lease("bob").take();
    jobs.answersLost = true;
    time.advance(LIFE.plusSeconds(1));
    assertThat(bob).isCompletedWithValue("");
    assertThat(stored().owner()).isEqualTo("bob");
    assertThat(stored().token()).isEqualTo(2);
  }

  @Test
  void a_look_that_fails_late_in_a_long_watch_ends_nothing() {
    Duration life = START_WAIT.multipliedBy(2);
    new JobLease(jobs, "job", "ann", life, START_WAIT, time).take();
    CompletableFuture<String> bob = new JobLease(jobs, "job", "bob", life, START_WAIT, time).take();
    time.advance(START_WAIT.plusSeconds(10));
    jobs.down = true;
    time.advance(life.dividedBy(20));
    jobs.down = false;
    time.advance(life);
    assertThat(bob).isCompletedWithValue("");
  }

  @Test
  void a_store_that_is_not_there_yet_is_waited_for() {
    jobs.down = true;
    CompletableFuture<String> ann = lease("ann").take();
    time.advance(START_WAIT.minusSeconds(5));
    jobs.down = false;
    time.advance(Duration.ofSeconds(1));
    assertThat(ann).isCompleted();
  }

  @Test
  void a_store_that_does_not_come_is_given_up() {
    jobs.down = true;
    CompletableFuture<String> ann = lease("ann").take();
    time.advance(START_WAIT.plusSeconds(1));
    assertThatThrownBy(ann::join)
        .hasCauseInstanceOf(WarmUpException.class)
        .hasMessageContaining("is it up, and migrated?");
  }
}
