package dev.fallback.codegen;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operation was stored as before its version was raised. Where its own table has no row for
 * a key, the former one is asked, so that the day of a release is not unprotected.
 *
 * @param table the former table; it need not be there
 * @param tag fingerprint of the former stored shape
 * @param answer reads what is stored there, as an answer of today
 * @param <T> type of the answer
 */
public record PreviousVersion<T>(StoredTable table, String tag, Answer<T> answer) {
  public PreviousVersion {
    Objects.requireNonNull(table);
    Objects.requireNonNull(tag);
    Objects.requireNonNull(answer);
  }

  /**
   * Reads a former answer and converts it. Stateless and thread-safe.
   *
   * @param <T> type of the answer
   */
  @FunctionalInterface
  public interface Answer<T> {
    /**
     * Reads one field.
     *
     * @throws UnreadableSnapshotException when the bytes are not such a field, or the converter
     *     refuses what they say
     */
    @Nullable T read(ByteSource in);
  }
}
