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
 * @param spans of each side
 * @param machine on which all were measured
 * @param build which was measured
 */
record Pairs(String mix, Spans spans, String machine, String build, List<Pair> pairs) {
  Pairs {
    pairs = List.copyOf(pairs);
  }

  /**
   * Goes on with a file, or begins one.
   *
   * @throws LoadException when the file holds something else than is wanted now
   */
  static Pairs in(Path file, Mix mix, Spans spans, String build) {
    Pairs wanted = new Pairs(mix.word(), spans, thisMachine(), build, List.of());
    if (!Files.exists(file)) {
      return wanted;
    }
    Pairs found = Json.read(file, Pairs.class);
    if (!found.with(List.of()).equals(wanted)) {
      throw new LoadException(
          ("%s holds pairs of mix %s, %s, on %s, build %s; wanted are %s, %s, on %s, build %s."
                  + " Choose another file, or remove that one.")
              .formatted(
                  file,
                  found.mix,
                  found.spans,
                  found.machine,
                  found.build,
                  wanted.mix,
                  wanted.spans,
                  wanted.machine,
                  wanted.build));
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
    return new Pairs(mix, spans, machine, build, others);
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
