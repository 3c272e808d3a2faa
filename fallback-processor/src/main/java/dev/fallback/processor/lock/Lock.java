package dev.fallback.processor.lock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The stored shape of one service as it is under version control: one fact a line, types and tables
 * sorted by name, fields in their stored order.
 */
record Lock(List<Fact> facts) {
  private static final Pattern LINE =
      Pattern.compile("(released|open) +((?:table|type|enum) \\S+) ([^=]+?)(?: = (.+))?");

  Lock {
    facts = List.copyOf(facts);
  }

  /**
   * Reads a file's text; comments begin with {@code #}.
   *
   * @throws IllegalArgumentException for a line that is no fact, or says otherwise than one before,
   *     with its number
   */
  static Lock parse(String text) {
    Map<String, Fact> facts = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("line %d: %s".formatted(i + 1, line));
      }
      String value = matcher.group(4);
      Fact fact =
          new Fact(
              matcher.group(1).equals("released"),
              matcher.group(2),
              matcher.group(3),
              value == null ? "" : value);
      Fact before = facts.putIfAbsent(fact.subject(), fact);
      if (before != null && !before.equals(fact)) {
        throw new IllegalArgumentException(
            "line %d says otherwise than one before: %s".formatted(i + 1, line));
      }
    }
    return new Lock(List.copyOf(facts.values()));
  }

  Optional<Fact> find(String subject) {
    return facts.stream().filter(fact -> fact.subject().equals(subject)).findFirst();
  }

  boolean hasReleased(String owner) {
    return facts.stream().anyMatch(fact -> fact.released() && fact.owner().equals(owner));
  }

  /** The file's text. */
  String text(String service) {
    return "# What "
        + service
        + " stores, for the compiler to compare with. Commit it; see docs/schema-lock.md.\n"
        + facts.stream().map(fact -> fact.line() + "\n").collect(Collectors.joining());
  }
}
