package dev.fallback.bank.lab.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The bars of a histogram of ages: each bar's ages are below its bound and not below the last. */
final class AgeBuckets {
  private static final long[] BOUNDS_MS = {
    100,
    250,
    500,
    1000,
    2500,
    5000,
    10_000,
    20_000,
    40_000,
    60_000,
    120_000,
    300_000,
    900_000,
    Long.MAX_VALUE
  };

  private AgeBuckets() {}

  /** What each bar shows, for people. */
  static List<String> labels() {
    return Arrays.stream(BOUNDS_MS).mapToObj(AgeBuckets::label).toList();
  }

  /** How many ages each bar has. */
  static List<Long> counts(LongStream agesMs) {
    long[] counts = new long[BOUNDS_MS.length];
    agesMs.forEach(
        age -> {
          int bar = 0;
          while (age >= BOUNDS_MS[bar]) {
            bar++;
          }
          counts[bar]++;
        });
    return Arrays.stream(counts).boxed().toList();
  }

  private static String label(long boundMs) {
    if (boundMs == Long.MAX_VALUE) {
      return "older";
    }
    if (boundMs < 1000) {
      return "< " + boundMs + " ms";
    }
    return boundMs < 60_000
        ? "< %s s".formatted(boundMs / 1000.0).replace(".0 s", " s")
        : "< %d min".formatted(boundMs / 60_000);
  }
}
