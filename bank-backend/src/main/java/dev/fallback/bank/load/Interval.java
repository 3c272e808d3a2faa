package dev.fallback.bank.load;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean and the interval that holds the true one with a confidence of 95 %, by Student's t.
 *
 * @param mean of the sample
 * @param low end
 * @param high end
 */
record Interval(double mean, double low, double high) {
  private static final double UPPER_TAIL = 0.025;

  /** Of differences. */
  static Interval ofMean(double... sample) {
    if (sample.length < 2) {
      throw new IllegalArgumentException("sample: found " + sample.length + ", at least 2");
    }
    double mean = Mean.of(sample).getAsDouble();
    double error = StandardDeviation.of(sample).getAsDouble() / Math.sqrt(sample.length);
    double reach =
        error * TDistribution.of(sample.length - 1).inverseSurvivalProbability(UPPER_TAIL);
    return new Interval(mean, mean - reach, mean + reach);
  }

  /** Of ratios: their geometric mean, so that a ratio and its inverse weigh the same. */
  static Interval ofRatios(double... ratios) {
    return ofMean(Arrays.stream(ratios).map(Math::log).toArray()).map(Math::exp);
  }

  /** The same on another scale that rises with this one. */
  Interval map(DoubleUnaryOperator rising) {
    return new Interval(
        rising.applyAsDouble(mean), rising.applyAsDouble(low), rising.applyAsDouble(high));
  }
}
