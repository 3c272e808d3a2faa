package dev.fallback;

import org.jspecify.annotations.Nullable;

/**
 * Looks at an answer before it takes the place of a good snapshot, and may refuse it: an empty list
 * where thousands were stored is more likely a bad restore than the truth. Runs in the background,
 * off the caller's path; the caller gets the answer in any case. Not asked where nothing readable
 * is stored, or what is stored is distrusted or a known absence; where the store cannot be read the
 * answer is not recorded. One that throws refuses. All guards of an application run one at a time,
 * so one that hangs ends all guarded recordings. Must be thread-safe.
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
