package dev.fallback.bench;

/** What a number of a comparison is. */
public sealed interface Figure {

  /** Nanoseconds that one invocation takes. */
  record Time(Workload workload) implements Figure {}

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

  /** Unit in which it is measured. */
  default String unit() {
    return this instanceof Time ? "ns" : "B";
  }
}
