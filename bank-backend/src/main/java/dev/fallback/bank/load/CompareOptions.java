package dev.fallback.bank.load;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How banks with and without Fallback are compared. Filled in by picocli. */
final class CompareOptions {
  @Option(
      names = "--compare",
      required = true,
      description = {
        "Measures what Fallback costs instead: banks with and without it in turn, under a steady"
            + " load.",
      })
  boolean wanted;

  @Option(
      names = "--mix",
      paramLabel = "NAME",
      defaultValue = "rinha",
      description =
          "rinha: 220 debits, 110 credits, 10 statements a second; reads: 70, 70 and 200. Default:"
              + " ${DEFAULT-VALUE}.")
  String mix = "rinha";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Pairs of banks, 2 to 50. Default: ${DEFAULT-VALUE}.")
  int pairs;

  @Option(
      names = "--now",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Pairs to measure in this call; the next call with the same file goes on. Default: all.")
  int now;

  @Option(
      names = "--warm",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Length of the warm-up before it, 5 to 600. Default: ${DEFAULT-VALUE}.")
  int warmSeconds;

  @Option(
      names = "--measured",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long each bank of a pair is measured, in two turns, 5 to 600. Default:"
              + " ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--pairs-file",
      paramLabel = "FILE",
      description = "Keeps the pairs. Default: pairs-MIX.json in the folder of results.")
  Path file = Path.of("");

  /** How long each bank is under load. */
  Spans spans() {
    return new Spans(warmSeconds, seconds);
  }

  /** Where the pairs are kept. */
  Path file(Path results) {
    return file.toString().isEmpty() ? results.resolve("pairs-" + mix + ".json") : file;
  }
}
