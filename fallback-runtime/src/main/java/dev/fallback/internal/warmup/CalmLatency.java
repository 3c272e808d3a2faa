package dev.fallback.internal.warmup;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Tells a window of slow calls from a calm one: slow is a median of more than twice the best median
 * of the last five minutes and a millisecond. The best of five minutes, not an average: an average
 * would follow a backend that gets slow little by little, and call it calm. After five minutes a
 * backend that stays slow is what there is, and the job gets on with it. Not thread-safe.
 */
final class CalmLatency {
  private static final double TOLERATED = 2;
  private static final long TOLERATED_NANOS = 1_000_000;
  private static final long SPAN_NANOS = 30_000_000_000L;
  private static final int SPANS = 10;
  private static final int MOST_SAMPLES = 1_024;
  private static final int LEAST_SAMPLES = 5;

  /** The best median of a span of time. */
  private record Best(long beganNanos, long medianNanos) {}

  private final long[] durations = new long[MOST_SAMPLES];
  private final Deque<Best> spans = new ArrayDeque<>(SPANS);
  private int samples;

  void add(long durationNanos) {
    if (samples < MOST_SAMPLES) { // a window of a quarter second has seen enough by then
      durations[samples++] = durationNanos;
    }
  }

  int samples() {
    return samples;
  }

  /** Ends the window, and says whether it was calm; too few samples say nothing against it. */
  boolean closeWindow(long nowNanos) {
    if (samples < LEAST_SAMPLES) {
      samples = 0;
      return true;
    }
    Arrays.sort(durations, 0, samples);
    long median = durations[samples / 2];
    samples = 0;
    remember(median, nowNanos);
    long best = spans.stream().mapToLong(Best::medianNanos).min().orElse(median);
    return median <= best * TOLERATED + TOLERATED_NANOS;
  }

  private void remember(long median, long now) {
    Best current = spans.peekLast();
    if (current == null || now - current.beganNanos() >= SPAN_NANOS) {
      if (spans.size() == SPANS) {
        spans.removeFirst();
      }
      spans.addLast(new Best(now, median));
    } else if (median < current.medianNanos()) {
      spans.removeLast();
      spans.addLast(new Best(current.beganNanos(), median));
    }
  }
}
