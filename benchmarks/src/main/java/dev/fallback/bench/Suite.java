package dev.fallback.bench;

import java.util.List;
import java.util.Set;

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

  /** Names of the cases that need servers, whose start takes a while. */
  default Set<String> onServers() {
    return Set.of();
  }

  /**
   * Makes what the comparisons are measured against, for instance servers. Open while they are
   * measured.
   *
   * @param chosen the comparisons that will be
   */
  default Surroundings surroundings(List<Comparison> chosen) {
    return Surroundings.NONE;
  }

  /** Options of the JVMs that are measured. */
  default List<String> jvmArguments() {
    return List.of("-Xms1g", "-Xmx1g");
  }
}
