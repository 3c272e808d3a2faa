package dev.fallback.codegen;

import java.nio.ByteBuffer;

/**
 * Bytes that codecs read fields from. Every read is checked against the end of the field it is in,
 * so damaged bytes yield an {@link UnreadableSnapshotException} and never an allocation larger than
 * the input. Not thread-safe.
 */
public final class ByteSource {
  private final byte[] bytes;
  private int position;
  private int limit;

  /** Reads from the buffer's position to its limit; the buffer itself is left as it is. */
  public ByteSource(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      bytes = buffer.array();
      position = buffer.arrayOffset() + buffer.position();
    } else {
      bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
    }
    limit = position + buffer.remaining();
  }

  /** Bytes left in the field being read. */
  public int remaining() {
    return limit - position;
  }

  /** The next byte of the field being read. */
  byte next() {
    if (position == limit) {
      throw new UnreadableSnapshotException("field ends early, at byte " + position);
    }
    return bytes[position++];
  }
}
