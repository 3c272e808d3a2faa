package dev.fallback.bench.engine;

import java.util.Arrays;
import java.util.List;

/**
 * When a JVM is warm: its code compiled, its connections open, its pools filled. Known by the time
 * that work takes, which must have stopped falling.
 */
final class SteadyState {
  /** Repetitions whose median is compared with that of as many before. */
  private static final int REPETITIONS = 40;

  /** Faster by less than this share is not faster. */
  private static final double NOISE = 0.03;

  /** So often in a row it must not have become faster, since compilers come late. */
  private static final int IN_A_ROW = 3;

  /** Where noise never lets it look steady, it has been run often enough. */
  private static final int AT_MOST = 60;

  private SteadyState() {}

  /** Does all of it in turn, again and again, until it gets no faster. */
  static void reached(List<Runnable> work) {
    double best = Double.MAX_VALUE;
    int steady = 0;
    for (int i = 0; i < AT_MOST && steady < IN_A_ROW; i++) {
      double median = median(work);
      steady = median < best * (1 - NOISE) ? 0 : steady + 1;
      best = Math.min(best, median);
    }
  }

  private static double median(List<Runnable> work) {
    long[] nanos = new long[REPETITIONS];
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      work.forEach(Runnable::run);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[REPETITIONS / 2];
  }
}
