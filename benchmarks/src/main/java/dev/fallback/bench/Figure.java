package dev.fallback.bench;

import java.util.List;
import java.util.stream.Stream;

/** What a number of a comparison is. */
public sealed interface Figure {

  /** Nanoseconds that one invocation takes. */
  record Time(Workload workload) implements Figure {}

  /**
   * Nanoseconds that one invocation takes over what others take, each measured in the same run: the
   * cost of a part that cannot be run alone.
   *
   * @param without medians of these are subtracted from the median, least values from the least
   */
  record Overhead(Workload workload, List<Workload> without) implements Figure {
    public Overhead {
      without = List.copyOf(without);
    }
  }

  /**
   * Nanoseconds within which a share of invocations ends.
   *
   * @param percent above 0, at most 100
   */
  record Percentile(Workload workload, double percent) implements Figure {
    public Percentile {
      workload = workload.sampled();
    }
  }

  /** Bytes that one invocation allocates. */
  record Allocation(Workload workload) implements Figure {}

  /** A number of bytes that is known without measuring; above 0. */
  record Bytes(long count) implements Figure {
    public Bytes {
      if (count < 1) {
        throw new IllegalArgumentException("count is %d; at least 1".formatted(count));
      }
    }
  }

  /** A time that is known without measuring, in nanoseconds; above 0. */
  record Nanos(double nanos) implements Figure {
    public Nanos {
      if (nanos <= 0) {
        throw new IllegalArgumentException("nanos is %s; above 0".formatted(nanos));
      }
    }
  }

  /** Unit in which it is measured. */
  default String unit() {
    return this instanceof Allocation || this instanceof Bytes ? "B" : "ns";
  }

  /** What must be measured for it. */
  default List<Workload> workloads() {
    if (this instanceof Time time) {
      return List.of(time.workload());
    } else if (this instanceof Overhead overhead) {
      return Stream.concat(overhead.without().stream(), Stream.of(overhead.workload())).toList();
    } else if (this instanceof Percentile percentile) {
      return List.of(percentile.workload());
    } else if (this instanceof Allocation allocation) {
      return List.of(allocation.workload());
    }
    return List.of();
  }
}
