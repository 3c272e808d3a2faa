package dev.fallback.bench;

import java.util.Map;

/**
 * A JMH benchmark method, with values for its parameters; it says its mode to be average time, or
 * leaves that to the frame.
 *
 * @param benchmark the class that has the method
 * @param method name of the method
 * @param parameters values of all its {@code @Param} fields, by name of field
 * @param threads how many threads run it at once, from 1
 * @param inSamples whether single invocations are timed, for percentiles, and not many together
 */
public record Workload(
    Class<?> benchmark,
    String method,
    Map<String, String> parameters,
    int threads,
    boolean inSamples) {

  public Workload {
    parameters = Map.copyOf(parameters);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d; at least 1".formatted(threads));
    }
  }

  /** Run by one thread. */
  public static Workload of(Class<?> benchmark, String method, Map<String, String> parameters) {
    return new Workload(benchmark, method, parameters, 1, false);
  }

  /** The same, run by several threads at once. */
  public Workload threads(int count) {
    return new Workload(benchmark, method, parameters, count, inSamples);
  }

  /** The same with single invocations timed. */
  Workload sampled() {
    return new Workload(benchmark, method, parameters, threads, true);
  }
}
