package dev.fallback.processor.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Hands out names that differ within one scope: {@code count}, {@code count2}. Not thread-safe. */
final class Names {
  private final Set<String> taken;

  Names(String... taken) {
    this.taken = new HashSet<>(Arrays.asList(taken));
  }

  /**
   * The name itself while it is free, else the name with the first free number. What Java cannot
   * write, though Kotlin can, is written with underscores.
   */
  String fresh(String name) {
    String base = SourceVersion.isName(name) ? name : name.replaceAll("\\W", "_") + "_";
    String candidate = base;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = base + i;
    }
    return candidate;
  }
}
