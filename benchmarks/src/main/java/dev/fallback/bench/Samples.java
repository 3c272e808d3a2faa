package dev.fallback.bench;

import java.util.Arrays;

/** What the iterations of one workload measured; at least one. Immutable. */
final class Samples {
  private final double[] sorted;

  Samples(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  double median() {
    return quantile(0.5);
  }

  double least() {
    return sorted[0];
  }

  /** The same, each less by so much. */
  Samples minus(double much) {
    return new Samples(Arrays.stream(sorted).map(value -> value - much).toArray());
  }

  /** Distance between the quartiles, as a share of the median. */
  double spread() {
    return (quantile(0.75) - quantile(0.25)) / median();
  }

  private double quantile(double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
