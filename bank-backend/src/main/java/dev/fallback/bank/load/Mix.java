package dev.fallback.bank.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a steady load consists of; each mix has 340 requests a second. */
enum Mix {
  /** The top of the public contract, in which one request of 34 is a read. */
  RINHA(220, 110, 10),
  /** Mostly reads, nearly each after a posting on its account, so that nearly each is recorded. */
  READS(70, 70, 200);

  private final int debits;
  private final int credits;
  private final int statements;

  Mix(int debits, int credits, int statements) {
    this.debits = debits;
    this.credits = credits;
    this.statements = statements;
  }

  /**
   * Reads its {@link #word}.
   *
   * @throws IllegalArgumentException when there is no such mix; the message names them all
   */
  static Mix of(String word) {
    return Arrays.stream(values())
        .filter(mix -> mix.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found '%s', allowed are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Mix::word)
                                .collect(Collectors.joining(" and ")))));
  }

  /** Its name on the command line and in files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String description() {
    return "%d debits, %d credits and %d statements a second"
        .formatted(debits, credits, statements);
  }

  /** What the simulation is told. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("load.debits", Integer.toString(debits));
    settings.put("load.credits", Integer.toString(credits));
    settings.put("load.statements", Integer.toString(statements));
    return settings;
  }
}
