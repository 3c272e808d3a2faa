package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.warmup.WarmUpCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PartsTest {
  private static final long MILLI = 1_000_000;
  private static final WarmUpCounts ONE = new WarmUpCounts(1, 0, 0);

  @Property(tries = 200)
  void the_mark_is_the_number_of_first_keys_of_which_all_are_done(
      @ForAll @IntRange(min = 1, max = 60) int keys, @ForAll Random random) {
    Watermark<Integer> marks = new Watermark<>(7, WarmUpCounts.NONE);
    List<Watermark.Place<Integer>> places = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      places.add(marks.begin(i));
      order.add(i);
    }
    Collections.shuffle(order, random);
    boolean[] done = new boolean[keys];
    for (int i : order) {
      marks.done(places.get(i), ONE);
      done[i] = true;
      int first = 0;
      while (first < keys && done[first]) {
        first++;
      }
      assertThat(marks.mark()).isEqualTo(7 + first);
      assertThat(marks.open()).isEqualTo(keys - first);
      assertThat(marks.counts().done()).isEqualTo(first);
      if (first > 0) {
        assertThat(marks.lastDone()).contains(first - 1);
      }
    }
  }

  @Property(tries = 200)
  void a_checkpoint_is_read_as_it_was_written(
      @ForAll String keys,
      @ForAll String lastKey,
      @ForAll @LongRange(min = 0) long mark,
      @ForAll @LongRange(min = 0, max = 1L << 40) long count) {
    Checkpoint written = new Checkpoint(keys, mark, lastKey, new WarmUpCounts(count, 1, 2));
    if (isWellFormed(keys) && isWellFormed(lastKey)) {
      assertThat(Checkpoint.of(written.note())).contains(written);
    }
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Property(tries = 100)
  void a_note_that_says_nothing_is_no_checkpoint(@ForAll String note) {
    assertThat(Checkpoint.of(note)).isEmpty();
  }

  @Example
  void the_pace_lets_through_what_the_rate_says_and_does_not_catch_up() {
    long now = 0;
    Pace pace = new Pace(now);
    int through = 0;
    for (; now < 1_000 * MILLI; now += MILLI / 2) {
      while (pace.waitNanos(400, now) == 0) {
        pace.taken();
        through++;
      }
    }
    assertThat(through).isBetween(395, 405);
    now += 10_000 * MILLI; // nobody asked for ten seconds
    int atOnce = 0;
    while (pace.waitNanos(400, now) == 0) {
      pace.taken();
      atOnce++;
    }
    assertThat(atOnce).isLessThanOrEqualTo(2);
  }

  @Example
  void a_slow_rate_is_waited_for_and_not_polled() {
    Pace pace = new Pace(0);
    pace.taken();
    assertThat(pace.waitNanos(1, 0)).isEqualTo(1_000 * MILLI);
  }

  @Example
  void a_median_of_more_than_twice_the_best_and_a_millisecond_is_not_calm() {
    CalmLatency latency = new CalmLatency();
    assertThat(window(latency, 3 * MILLI, 0)).isTrue();
    assertThat(window(latency, 7 * MILLI, 1)).isTrue();
    assertThat(window(latency, 7 * MILLI + 1, 2)).isFalse();
    assertThat(window(latency, 2 * MILLI, 3)).isTrue();
    assertThat(window(latency, 7 * MILLI, 4)).isFalse();
  }

  @Example
  void a_backend_that_gets_slow_little_by_little_is_found_out() {
    CalmLatency latency = new CalmLatency();
    boolean calm = true;
    long median = 3 * MILLI;
    for (int second = 0; second < 200 && calm; second++) {
      calm = window(latency, median, second);
      median += median / 50;
    }
    assertThat(calm).isFalse();
    assertThat(median).isLessThan(8 * MILLI);
  }

  @Example
  void after_five_minutes_slow_is_what_there_is() {
    CalmLatency latency = new CalmLatency();
    window(latency, MILLI, 0);
    assertThat(window(latency, 50 * MILLI, 200)).isFalse();
    int second = 201;
    while (second < 500 && !window(latency, 50 * MILLI, second)) {
      second++;
    }
    assertThat(second).isBetween(300, 480);
  }

  @Example
  void a_few_calls_prove_nothing() {
    CalmLatency latency = new CalmLatency();
    window(latency, MILLI, 0);
    latency.add(1_000 * MILLI);
    latency.add(1_000 * MILLI);
    assertThat(latency.closeWindow(1)).isTrue();
  }

  private static boolean window(CalmLatency latency, long median, long second) {
    for (int i = 0; i < 9; i++) {
      latency.add(i == 0 ? 1_000 * MILLI : median);
    }
    return latency.closeWindow(Duration.ofSeconds(second).toNanos());
  }

  /** A backend of one latency, used as much as the limits allow, for so many windows. */
  private static long used(AdaptiveLimits limits, long now, int windows, long latency) {
    for (int tick = 0; tick < 25 * windows; tick++) {
      now += 10 * MILLI;
      for (long call = 0; call < Math.max(1, limits.concurrency() * 10 * MILLI / latency); call++) {
        limits.begun();
        limits.ended(latency, false, now);
      }
    }
    return now;
  }

  @Example
  void limits_climb_slowly_up_to_their_bounds() {
    AdaptiveLimits limits = new AdaptiveLimits(1_000, 32, 0);
    assertThat(limits.rate()).isLessThanOrEqualTo(50);
    long now = used(limits, 0, 20, 5 * MILLI);
    assertThat(limits.rate()).isBetween(200.0, 260.0);
    assertThat(limits.concurrency()).isBetween(18, 24);
    used(limits, now, 400, 5 * MILLI);
    assertThat(limits.rate()).isEqualTo(1_000);
    assertThat(limits.concurrency()).isEqualTo(32);
  }

  @Example
  void one_slow_window_takes_a_third_away_and_climbing_back_takes_many() {
    AdaptiveLimits limits = new AdaptiveLimits(1_000, 32, 0);
    long now = used(limits, 0, 400, 5 * MILLI);
    now = used(limits, now, 1, 50 * MILLI);
    assertThat(limits.rate()).isEqualTo(670);
    assertThat(limits.concurrency()).isEqualTo(21);
    now = used(limits, now, 10, 50 * MILLI);
    assertThat(limits.rate()).isLessThanOrEqualTo(20);
    assertThat(limits.concurrency()).isOne();
    used(limits, now, 10, 5 * MILLI);
    assertThat(limits.rate()).isBetween(80.0, 140.0);
  }

  @Example
  void a_failure_takes_them_down_before_the_window_is_over() {
    AdaptiveLimits limits = new AdaptiveLimits(1_000, 32, 0);
    long now = used(limits, 0, 400, 5 * MILLI);
    now += 110 * MILLI;
    limits.ended(MILLI, true, now);
    assertThat(limits.rate()).isEqualTo(670);
    for (int i = 0; i < 20; i++) {
      limits.ended(MILLI, true, now + i); // of one burst
    }
    assertThat(limits.rate()).isEqualTo(670);
  }

  @Example
  void a_hiccup_that_piles_calls_up_lifts_no_limit() {
    AdaptiveLimits limits = new AdaptiveLimits(500, 16, 0);
    long now = 0;
    for (int window = 0; window < 200; window++) {
      for (int call = 0; call < 125; call++) {
        limits.begun();
        now += 2 * MILLI;
        limits.ended(call < 10 ? 10 * MILLI : MILLI, false, now); // ten wait for the first
      }
    }
    assertThat(limits.rate()).isEqualTo(500);
    assertThat(limits.concurrency()).isLessThanOrEqualTo(3);
  }

  @Example
  void limits_that_are_not_used_do_not_climb() {
    AdaptiveLimits limits = new AdaptiveLimits(1_000, 32, 0);
    long now = 0;
    for (int call = 0; call < 1_000; call++) {
      limits.begun();
      now += 30 * MILLI; // 33 a second: its bound of 50 is used, a greater one is not
      limits.ended(5 * MILLI, false, now);
    }
    assertThat(limits.rate()).isBetween(50.0, 80.0);
    assertThat(limits.concurrency()).isLessThanOrEqualTo(3);
  }
}
