package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.internal.engine.OutcomeWindow.Thresholds;
import io.github.resilience4j.core.metrics.FixedSizeSlidingWindowMetrics;
import io.github.resilience4j.core.metrics.LockFreeFixedSizeSlidingWindowMetrics;
import io.github.resilience4j.core.metrics.Metrics;
import io.github.resilience4j.core.metrics.Metrics.Outcome;
import io.github.resilience4j.core.metrics.SlidingTimeWindowMetrics;
import io.github.resilience4j.core.metrics.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Our windows judge as Resilience4j's do, outcome by outcome, and lose none under threads. */
class OutcomeWindowTest {
  private static final Thresholds HALF = new Thresholds(5, 50, 80);

  /** An outcome, and how long after the one before it came. */
  record Event(long afterMillis, boolean failed, boolean slow) {}

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 300)),
                Tuple.of(2, Arbitraries.longs().between(300, 2_500)),
                Tuple.of(1, Arbitraries.longs().between(2_500, 20_000))),
            Arbitraries.of(true, false, false),
            Arbitraries.of(true, false, false))
        .as(Event::new)
        .list()
        .ofMaxSize(80);
  }

  @Property
  void a_window_of_time_judges_as_resilience4js(
      @ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 8) int seconds) {
    EpochClock clock = new EpochClock();
    Metrics theirs = new SlidingTimeWindowMetrics(seconds, clock);
    OutcomeWindow ours = new TimeWindow(seconds, HALF, 7);
    long now = 7;
    for (Event event : events) {
      now += TimeUnit.MILLISECONDS.toNanos(event.afterMillis());
      clock.millis += event.afterMillis();
      assertThat(ours.record(now, event.failed(), event.slow()))
          .isEqualTo(reached(recorded(theirs, event)));
    }
  }

  @Property
  void a_window_of_calls_judges_as_resilience4js(
      @ForAll("events") List<Event> events, @ForAll @IntRange(min = 5, max = 20) int size) {
    Metrics lockFree = new LockFreeFixedSizeSlidingWindowMetrics(size);
    Metrics locked = new FixedSizeSlidingWindowMetrics(size);
    OutcomeWindow ours = new CallsWindow(size, HALF);
    for (Event event : events) {
      boolean verdict = ours.record(0, event.failed(), event.slow());
      assertThat(verdict).isEqualTo(reached(recorded(lockFree, event)));
      assertThat(verdict).isEqualTo(reached(recorded(locked, event)));
    }
  }

  @Test
  void threads_together_lose_no_outcome_of_a_window_of_time() throws InterruptedException {
    judgesAsMany(4_000, new TimeWindow(10, new Thresholds(4_000, 100, 100), 0));
  }

  @Test
  void threads_together_lose_no_outcome_of_a_window_of_calls() throws InterruptedException {
    judgesAsMany(4_000, new CallsWindow(4_000, new Thresholds(4_000, 100, 100)));
  }

  /** All fail, over four seconds of the window: only with the last is the minimum reached. */
  private static void judgesAsMany(int outcomes, OutcomeWindow window) throws InterruptedException {
    AtomicBoolean early = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int least = i == 0 ? 1 : 0;
      Thread thread =
          new Thread(
              () -> {
                for (int each = least; each < outcomes / 4; each++) {
                  if (window.record(each * 4_000_000L, true, false)) {
                    early.set(true);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(early).isFalse();
    assertThat(window.record(4_000_000_000L, true, false)).isTrue();
  }

  private static Snapshot recorded(Metrics metrics, Event event) {
    Outcome outcome =
        event.failed()
            ? event.slow() ? Outcome.SLOW_ERROR : Outcome.ERROR
            : event.slow() ? Outcome.SLOW_SUCCESS : Outcome.SUCCESS;
    return metrics.record(1, TimeUnit.NANOSECONDS, outcome);
  }

  private static boolean reached(Snapshot counts) {
    return counts.getTotalNumberOfCalls() >= HALF.minimumCalls()
        && (counts.getFailureRate() >= HALF.failedPercent()
            || counts.getSlowCallRate() >= HALF.slowPercent());
  }

  /** Begins with a whole second, as our window does; theirs goes by those of the epoch. */
  private static final class EpochClock extends Clock {
    long millis = 1_000_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
