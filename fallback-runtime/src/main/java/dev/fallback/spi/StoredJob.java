package dev.fallback.spi;

import java.util.Objects;

/**
 * What the store knows of a job that only one process may do at a time.
 *
 * @param name what the job is called
 * @param owner who is at it, for people; empty where nobody is
 * @param token grows with every owner
 * @param beat grows with every sign of life of one owner
 * @param sinceMicros when the owner began, microseconds since the epoch by its own clock
 * @param note what the owner, or the last one, wants its successor to know
 */
public record StoredJob(
    String name, String owner, long token, long beat, long sinceMicros, String note) {
  public StoredJob {
    Objects.requireNonNull(name);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(note);
  }

  /** Whether somebody is at it, or was when it fell silent. */
  public boolean isOwned() {
    return !owner.isEmpty();
  }
}
