package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Options of the compiler say what they may say, so that a slip of the pen is no silent no. */
public final class OptionRule {
  private static final List<String> TRUTHS = List.of("true", "false");

  private final Map<String, List<String>> allowed;
  private final Map<String, String> needs;

  /**
   * @param switches options that are {@code true} or {@code false}, each with the option that it
   *     has no effect without
   */
  public OptionRule(Map<String, String> switches) {
    this.allowed = Map.of(Settings.EXPIRY, List.of("2038", "2106"), Settings.REGISTRY, TRUTHS);
    this.needs = Map.copyOf(switches);
  }

  /** Every mistake found, told at no place. */
  public List<Diagnostic> judge(Map<String, String> options) {
    List<Diagnostic> found = new ArrayList<>();
    options.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> judge(option.getKey(), option.getValue(), options, found));
    return found;
  }

  private void judge(
      String name, String value, Map<String, String> options, List<Diagnostic> found) {
    List<String> values = needs.containsKey(name) ? TRUTHS : allowed.getOrDefault(name, List.of());
    if (!values.isEmpty() && !values.contains(value)) {
      found.addAll(
          Rule.mistake(
              Code.OPTION_UNREADABLE,
              Place.NOWHERE,
              "option -A%s=%s is not understood; it is %s",
              name,
              value,
              String.join(" or ", values)));
    }
    if (needs.containsValue(name) && !isFolder(value)) {
      found.addAll(
          Rule.mistake(
              Code.OPTION_UNREADABLE,
              Place.NOWHERE,
              "option -A%s=%s names no folder",
              name,
              value));
    }
    String needed = needs.get(name);
    if (needed != null && value.equals("true") && !options.containsKey(needed)) {
      found.addAll(
          Rule.mistake(
              Code.OPTION_UNREADABLE,
              Place.NOWHERE,
              "option -A%s has no effect without -A%s=FOLDER",
              name,
              needed));
    }
  }

  private static boolean isFolder(String name) {
    try {
      return !Path.of(name).toString().isBlank();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
