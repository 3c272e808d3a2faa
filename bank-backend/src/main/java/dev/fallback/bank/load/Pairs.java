package dev.fallback.bank.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs measured so far. Kept in a file after each, so that a comparison may be spread over
 * several calls.
 *
 * @param mix of requests
 * @param measuredSeconds of each side
 * @param machine on which all were measured
 */
record Pairs(String mix, int measuredSeconds, String machine, List<Pair> pairs) {
  Pairs {
    pairs = List.copyOf(pairs);
  }

  /**
   * Goes on with a file, or begins one.
   *
   * @throws LoadException when the file holds something else than is wanted now
   */
  static Pairs in(Path file, Mix mix, int measuredSeconds) {
    Pairs wanted = new Pairs(mix.word(), measuredSeconds, thisMachine(), List.of());
    if (!Files.exists(file)) {
      return wanted;
    }
    Pairs found = Json.read(file, Pairs.class);
    if (!found.with(List.of()).equals(wanted)) {
      throw new LoadException(
          ("%s holds pairs of mix %s, %d seconds each, on %s; wanted are %s, %d seconds, on %s."
                  + " Choose another file.")
              .formatted(
                  file,
                  found.mix,
                  found.measuredSeconds,
                  found.machine,
                  wanted.mix,
                  wanted.measuredSeconds,
                  wanted.machine));
    }
    return found;
  }

  /** The same with one pair more. */
  Pairs plus(Pair pair) {
    List<Pair> more = new ArrayList<>(pairs);
    more.add(pair);
    return with(more);
  }

  private Pairs with(List<Pair> others) {
    return new Pairs(mix, measuredSeconds, machine, others);
  }

  private static String thisMachine() {
    return "%d processors, %s %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.vm.name"),
            Runtime.version());
  }
}
