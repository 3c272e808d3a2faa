package dev.fallback;

import org.jspecify.annotations.Nullable;

/**
 * Looks at an answer before it takes the place of a good snapshot, and may refuse it: an empty list
 * where thousands were stored is more likely a bad restore than the truth. Runs in the background,
 * off the caller's path; the caller gets the answer in any case. Must be thread-safe.
 *
 * @param <T> type of the operation's answer
 */
@FunctionalInterface
public interface RecordingGuard<T> {

  /**
   * Whether the new answer may be recorded.
   *
   * @param stored what is stored now
   * @param answered what the backend answered
   */
  boolean accepts(@Nullable T stored, @Nullable T answered);
}
