package dev.fallback.internal.warmup;

import dev.fallback.warmup.WarmUpCounts;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How far a job is, as it is kept in the store.
 *
 * @param keys description of its keys
 * @param mark all keys before this place are done
 * @param lastKey text form of the key just before it; empty where the mark is 0
 * @param counts what became of the keys before the mark, and of some behind it
 */
record Checkpoint(String keys, long mark, String lastKey, WarmUpCounts counts) {
  private static final String VERSION = "1";
  private static final int PARTS = 7;

  String note() {
    return String.join(
        " ",
        VERSION,
        Long.toString(mark),
        Long.toString(counts.stored()),
        Long.toString(counts.passedOver()),
        Long.toString(counts.failed()),
        encoded(lastKey),
        encoded(keys));
  }

  /** What a note says; empty where it says nothing, or nothing that this release knows. */
  static Optional<Checkpoint> of(String note) {
    String[] parts = note.split(" ", -1);
    if (parts.length != PARTS || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Checkpoint(
              decoded(parts[6]),
              Long.parseLong(parts[1]),
              decoded(parts[5]),
              new WarmUpCounts(
                  Long.parseLong(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]))));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
