package dev.fallback.codegen;

import org.jspecify.annotations.Nullable;

/**
 * Turns an answer into the bytes of its CQL type and back, exactly: {@code read(write(x))} equals
 * {@code x} for every storable value. Stateless and thread-safe.
 *
 * @param <T> type of the answer
 */
public interface ValueCodec<T> {

  /**
   * Appends the value as one field: its length and its bytes, or the length -1 for null.
   *
   * @throws UnstorableValueException when the value, or a part of it, has no exact stored form
   */
  void write(@Nullable T value, ByteSink out);

  /**
   * Reads one field written by {@link #write}, by this release or another.
   *
   * @throws UnreadableSnapshotException when the bytes are not such a field, or lack what this
   *     release cannot do without
   */
  @Nullable T read(ByteSource in);
}
