package dev.fallback.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table is to be kept, beside its columns: name of option to CQL literal, in the order in
 * which statements have them. Compared with what is live entry by entry: an option or entry that is
 * not named here may be anything.
 */
public final class TableOptions {
  /**
   * Snapshots are rewritten over and over, so the levelled strategy keeps one of few copies; a
   * replica that is slow is passed by early.
   */
  private static final Map<String, String> SNAPSHOTS =
      Map.of(
          "compaction", "{'class': 'LeveledCompactionStrategy'}",
          "speculative_retry", "'MIN(99p,50ms)'",
          "default_time_to_live", "0");

  private static final Pattern ENTRY = Pattern.compile("'([^']*)'\\s*:\\s*(?:'([^']*)'|([^',}]*))");
  private static final Pattern TIME = Pattern.compile("(\\d+)(?:\\.0+)?(p|ms)\\b");

  private final Map<String, String> literals;

  private TableOptions(Map<String, String> literals) {
    this.literals = literals;
  }

  /** The defaults of snapshots, and over them what is given. */
  public static TableOptions snapshots(Map<String, String> given) {
    Map<String, String> literals = new TreeMap<>(SNAPSHOTS);
    literals.putAll(given);
    return new TableOptions(literals);
  }

  /** As a {@code CREATE TABLE} has them, each with {@code AND} before it. */
  String forCreate() {
    return literals.entrySet().stream()
        .map(option -> " AND " + option.getKey() + " = " + option.getValue())
        .collect(Collectors.joining());
  }

  /** Options whose live value is another: name to live value. */
  Map<String, String> differing(LiveTable live) {
    Map<String, String> differing = new LinkedHashMap<>();
    literals.forEach(
        (name, literal) -> {
          Object found = live.options().get(name);
          if (found != null && !isSame(found, literal)) {
            differing.put(name, String.valueOf(found));
          }
        });
    return differing;
  }

  /** As an {@code ALTER TABLE} has them. */
  String assignments(List<String> names) {
    List<String> assignments = new ArrayList<>();
    names.forEach(name -> assignments.add(name + " = " + literals.get(name)));
    return String.join(" AND ", assignments);
  }

  private static boolean isSame(Object live, String literal) {
    if (!(live instanceof Map<?, ?> entries)) {
      return scalar(String.valueOf(live)).equals(scalar(literal));
    }
    Matcher entry = ENTRY.matcher(literal);
    while (entry.find()) {
      String name = entry.group(1);
      String wanted = entry.group(2) == null ? entry.group(3).strip() : entry.group(2);
      if (!Objects.equals(simple(name, wanted), simple(name, entries.get(name)))) {
        return false;
      }
    }
    return true;
  }

  /** Classes are told without their package. */
  private static @Nullable String simple(String name, @Nullable Object value) {
    String text = value == null ? null : value.toString();
    return text != null && name.equals("class") ? text.substring(text.lastIndexOf('.') + 1) : text;
  }

  private static String scalar(String text) {
    String plain = text.replace("'", "").replace(" ", "").toLowerCase(Locale.ROOT);
    return TIME.matcher(plain).replaceAll("$1$2");
  }
}
