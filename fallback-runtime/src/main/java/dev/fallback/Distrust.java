package dev.fallback;

import java.time.Instant;
import java.util.Objects;

/**
 * An operator's order: snapshots recorded in this time are not to be served, for instance because
 * the backend answered nonsense, or was restored to an earlier point. They stay in the store.
 *
 * @param from first as-of that is distrusted
 * @param until first as-of that is trusted again; after {@code from}
 * @param author who ordered it
 * @param reason why
 */
public record Distrust(Instant from, Instant until, String author, String reason) {
  public Distrust {
    Objects.requireNonNull(author);
    Objects.requireNonNull(reason);
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("from " + from + " must be before until " + until);
    }
  }
}
