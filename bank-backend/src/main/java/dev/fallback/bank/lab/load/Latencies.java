package dev.fallback.bank.lab.load;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of a set of latencies.
 *
 * @param count how many there are
 * @param p50Ms median in milliseconds; 0 when there are none
 * @param p99Ms 99th percentile in milliseconds; 0 when there are none
 * @param maxMs the longest in milliseconds; 0 when there are none
 */
public record Latencies(long count, double p50Ms, double p99Ms, double maxMs) {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MEDIAN = 50;
  private static final double HIGH = 99;

  /** Measures latencies given in nanoseconds. */
  public static Latencies ofNanos(LongStream latencies) {
    var histogram = new Histogram(SIGNIFICANT_DIGITS);
    latencies.forEach(nanos -> histogram.recordValue(Math.max(0, nanos)));
    return of(histogram);
  }

  /** Reads a histogram of nanoseconds. */
  public static Latencies of(Histogram nanos) {
    return nanos.getTotalCount() == 0
        ? new Latencies(0, 0, 0, 0)
        : new Latencies(
            nanos.getTotalCount(),
            nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI,
            nanos.getValueAtPercentile(HIGH) / NANOS_PER_MILLI,
            nanos.getMaxValue() / NANOS_PER_MILLI);
  }
}
