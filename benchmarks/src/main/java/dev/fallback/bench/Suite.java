package dev.fallback.bench;

import java.util.List;

/**
 * A set of comparisons that {@code ./bench NAME} runs together. To add one, implement this and list
 * it in {@link Suites}.
 */
public interface Suite {
  /** What it is called on the command line. */
  String name();

  /** What is compared with what, in one line. */
  String about();

  /**
   * The comparisons, in the order in which they are measured and shown. What they mention in common
   * is measured once; so keep those of one case together, that subject and peers see the same
   * noise.
   */
  List<Comparison> comparisons();

  /** Options of the JVMs that are measured. */
  default List<String> jvmArguments() {
    return List.of("-Xms1g", "-Xmx1g");
  }
}
