package dev.fallback.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs workloads by JMH, round by round, and keeps what each iteration measured. */
final class Measurement {
  /** JMH's name for bytes allocated an invocation; older releases put a dot before it. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Budget budget;
  private final List<String> jvmArguments;
  private final Map<Workload, List<Double>> nanos = new HashMap<>();
  private final Map<Workload, List<Double>> bytes = new HashMap<>();
  private final Map<Workload, List<Statistics>> sampled = new HashMap<>();

  Measurement(Budget budget, List<String> jvmArguments) {
    this.budget = budget;
    this.jvmArguments = jvmArguments;
  }

  /**
   * Measures all of them in each round, in their order, with those that take turns with them.
   *
   * @param before told of each workload before it runs
   * @throws RunnerException when a workload fails
   */
  void run(Collection<Workload> workloads, Consumer<Workload> before) throws RunnerException {
    // Others may measure on this machine at the same time; that is their choice.
    System.setProperty("jmh.ignoreLock", "true");
    for (int round = 0; round < budget.rounds(); round++) {
      for (Workload workload : workloads) {
        before.accept(workload);
        run(workload);
      }
    }
  }

  /** What was measured for a figure, in its unit. */
  Samples of(Figure figure) {
    if (figure instanceof Figure.Time time) {
      return samples(nanos, time.workload());
    } else if (figure instanceof Figure.Overhead overhead) {
      double without =
          overhead.without().stream().mapToDouble(w -> samples(nanos, w).median()).sum();
      return samples(nanos, overhead.workload()).minus(without);
    } else if (figure instanceof Figure.Percentile percentile) {
      return new Samples(
          sampled.getOrDefault(percentile.workload(), List.of()).stream()
              .mapToDouble(statistics -> statistics.getPercentile(percentile.percent()))
              .toArray());
    } else if (figure instanceof Figure.Nanos known) {
      return new Samples(known.nanos());
    } else if (figure instanceof Figure.Allocation allocation) {
      return samples(bytes, allocation.workload());
    }
    return new Samples(((Figure.Bytes) figure).count());
  }

  /**
   * The least that was measured for a figure, in its unit; of an overhead, from the least of all.
   */
  double least(Figure figure) {
    if (figure instanceof Figure.Overhead overhead) {
      double without =
          overhead.without().stream().mapToDouble(w -> samples(nanos, w).least()).sum();
      return samples(nanos, overhead.workload()).least() - without;
    }
    return of(figure).least();
  }

  private static Samples samples(Map<Workload, List<Double>> measured, Workload workload) {
    return new Samples(
        measured.getOrDefault(workload, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private void run(Workload workload) throws RunnerException {
    TimeValue iteration = TimeValue.milliseconds(budget.iteration().toMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(
                "^" + Pattern.quote(workload.benchmark().getName() + "." + workload.method()) + "$")
            .mode(workload.inSamples() ? Mode.SampleTime : Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(workload.threads())
            .forks(budget.fork() ? 1 : 0)
            .warmupIterations(budget.warmups() * workload.turns())
            .warmupTime(iteration)
            .measurementIterations(budget.iterations() * workload.turns())
            .measurementTime(iteration)
            .jvmArgs(jvmArguments.toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    workload.parameters().forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      int turn = 0;
      for (IterationResult measured : fork.getIterationResults()) {
        keep(workload.turn(turn, workload.turns()), measured);
        turn = (turn + 1) % workload.turns();
      }
    }
  }

  private void keep(Workload workload, IterationResult iteration) {
    if (workload.inSamples()) {
      sampled
          .computeIfAbsent(workload, w -> new ArrayList<>())
          .add(iteration.getPrimaryResult().getStatistics());
      return;
    }
    nanos
        .computeIfAbsent(workload, w -> new ArrayList<>())
        .add(iteration.getPrimaryResult().getScore());
    iteration.getSecondaryResults().forEach((name, result) -> keep(workload, name, result));
  }

  private void keep(Workload workload, String name, Result<?> result) {
    if (name.endsWith(ALLOCATED)) {
      bytes.computeIfAbsent(workload, w -> new ArrayList<>()).add(result.getScore());
    }
  }
}
