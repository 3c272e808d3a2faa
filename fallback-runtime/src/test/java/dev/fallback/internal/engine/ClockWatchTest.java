package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;

  /** A clock that can be set, over one that cannot. */
  private static final class SettableWall implements Time {
    final ManualTime steady = new ManualTime();
    long aheadMicros;

    @Override
    public long micros() {
      return steady.micros() + aheadMicros;
    }

    @Override
    public long nanos() {
      return steady.nanos();
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
      return steady.after(delayNanos, task);
    }
  }

  private final SettableWall time = new SettableWall();
  private final List<FallbackEvent> told = new ArrayList<>();
  private final List<CompletableFuture<OptionalLong>> asked = new ArrayList<>();
  private final ClockWatch watch =
      new ClockWatch(
          new ScriptedStore() {
            @Override
            public CompletionStage<OptionalLong> clockMicros() {
              asked.add(new CompletableFuture<>());
              return asked.get(asked.size() - 1);
            }
          },
          time,
          new Events(List.of((FallbackEvent e) -> told.add(e)), Runnable::run),
          new StorePolls(time, new Handoff(Runnable::run), Duration.ofDays(1)));

  @BeforeEach
  void forgetTheQuestionWhetherTheStoreHasAClock() {
    asked.clear();
  }

  @Test
  void nothing_is_recorded_before_the_clocks_were_compared_since_the_clock_may_be_wrong_at_start() {
    time.aheadMicros = HOUR;
    watch.start();
    assertThat(watch.isKnown()).isFalse();
    assertThat(watch.against(time.micros())).isEqualTo(Cause.STORE_NOT_READY);
    asked.remove(0).completeExceptionally(new IllegalStateException("not connected"));
    assertThat(watch.against(time.micros())).isEqualTo(Cause.STORE_NOT_READY);

    time.steady.advance(Duration.ofMillis(200));
    storeAnswers();
    assertThat(watch.isKnown()).isTrue();
    assertThat(watch.against(time.micros())).isEqualTo(Cause.CLOCK_SKEWED);
  }

  @Test
  void ages_are_true_by_a_clock_that_was_set_before_and_after_that_was_noticed() {
    watch.start();
    storeAnswers();
    for (long ahead : List.of(HOUR, -HOUR, 0L)) {
      time.aheadMicros = ahead;
      long asOf = time.steady.micros() - 5;
      assertThat(watch.ageMicros(asOf)).as("%d, not noticed", ahead).isEqualTo(5);
      watch.against(time.micros());
      storeAnswers();
      assertThat(watch.ageMicros(asOf)).as("%d, noticed", ahead).isEqualTo(5);
    }
  }

  @Test
  void after_a_suspension_whoever_asks_for_an_age_has_the_clocks_compared() {
    watch.start();
    storeAnswers();
    long asOf = time.micros();
    time.aheadMicros = HOUR; // the monotonic clock stood still
    assertThat(watch.ageMicros(asOf)).as("which clock is right is not known yet").isZero();
    assertThat(asked).hasSize(1);
    asked.remove(0).complete(OptionalLong.of(time.micros()));
    assertThat(watch.ageMicros(asOf)).isEqualTo(HOUR);
    assertThat(watch.against(time.micros())).isNull();
  }

  @Test
  void a_store_without_a_clock_is_trusted() {
    watch.start();
    asked.remove(0).complete(OptionalLong.empty());
    assertThat(watch.isKnown()).isTrue();
    assertThat(watch.against(time.micros())).isNull();
  }

  @Test
  void a_clock_that_is_set_ahead_is_noticed_at_once_and_recording_goes_on_when_it_is_set_back() {
    watch.start();
    storeAnswers();
    assertThat(watch.against(time.micros())).isNull();

    time.aheadMicros = HOUR;
    assertThat(watch.against(time.micros()))
        .as("before the store was asked")
        .isEqualTo(Cause.CLOCK_SKEWED);
    assertThat(asked).as("the store is asked at once").hasSize(1);
    assertThat(watch.against(time.micros())).isEqualTo(Cause.CLOCK_SKEWED);
    assertThat(asked).as("and once only").hasSize(1);
    storeAnswers();
    assertThat(watch.against(time.micros())).as("after it was asked").isEqualTo(Cause.CLOCK_SKEWED);
    assertThat(told).containsExactly(new FallbackEvent.ClockSkewed("", Duration.ofHours(1), true));

    time.aheadMicros = 0;
    assertThat(watch.against(time.micros())).isEqualTo(Cause.CLOCK_SKEWED);
    storeAnswers();
    assertThat(watch.against(time.micros())).isNull();
  }

  @Test
  void what_was_dated_while_the_clock_was_ahead_is_not_recorded_after_it_was_set_back() {
    watch.start();
    storeAnswers();
    assertThat(watch.against(time.micros() + HOUR)).isEqualTo(Cause.CLOCK_SKEWED);
    assertThat(watch.against(time.micros())).isNull();
  }

  @Test
  void a_store_that_is_down_when_the_clock_is_set_is_asked_again() {
    watch.start();
    storeAnswers();
    time.aheadMicros = -HOUR;
    assertThat(watch.against(time.micros())).isEqualTo(Cause.CLOCK_SKEWED);
    asked.remove(0).completeExceptionally(new IllegalStateException("down"));
    assertThat(watch.against(time.micros())).isEqualTo(Cause.CLOCK_SKEWED);
    assertThat(asked).hasSize(1);
  }

  private void storeAnswers() {
    asked.remove(0).complete(OptionalLong.of(time.steady.micros()));
  }
}
