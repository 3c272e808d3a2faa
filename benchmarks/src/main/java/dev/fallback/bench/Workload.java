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
 * @param turn which of the turns this is, from 0
 * @param turns how many workloads one JVM runs in turn, iteration by iteration, so that what
 *     changes in the course of a run meets all of them alike; the benchmark takes the next turn
 *     before each iteration, beginning with 0
 */
public record Workload(
    Class<?> benchmark,
    String method,
    Map<String, String> parameters,
    int threads,
    boolean inSamples,
    int turn,
    int turns) {

  public Workload {
    parameters = Map.copyOf(parameters);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d; at least 1".formatted(threads));
    }
    if (turn < 0 || turn >= turns) {
      throw new IllegalArgumentException(
          "turn is %d; from 0, below the number of turns, %d".formatted(turn, turns));
    }
  }

  /** Run by one thread. */
  public static Workload of(Class<?> benchmark, String method, Map<String, String> parameters) {
    return new Workload(benchmark, method, parameters, 1, false, 0, 1);
  }

  /** The same, run by several threads at once. */
  public Workload threads(int count) {
    return new Workload(benchmark, method, parameters, count, inSamples, turn, turns);
  }

  /** The same with single invocations timed. */
  Workload sampled() {
    return new Workload(benchmark, method, parameters, threads, true, turn, turns);
  }

  /** The same as one of several that take turns in one JVM. */
  public Workload turn(int which, int ofHowMany) {
    return new Workload(benchmark, method, parameters, threads, inSamples, which, ofHowMany);
  }

  /** The first of those that it takes turns with, which stands for the run of them all. */
  Workload run() {
    return turn(0, turns);
  }
}
