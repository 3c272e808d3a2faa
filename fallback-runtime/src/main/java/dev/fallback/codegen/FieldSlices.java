package dev.fallback.codegen;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts a value of a user-defined type into its fields and joins them again. */
final class FieldSlices {
  static final int NULL = -1;

  /** Length of a field that the writer did not know; only in memory, never stored. */
  static final int UNKNOWN = -2;

  private FieldSlices() {}

  /**
   * Where each field starts, and where the last one ends.
   *
   * @throws UnreadableSnapshotException when the fields do not fill the range
   */
  static int[] of(byte[] bytes, int start, int end) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int[] starts = new int[(end - start) / 4 + 1];
    int count = 0;
    int at = start;
    while (at < end) {
      starts[count++] = at;
      int length = end - at < 4 ? UNKNOWN : Math.max(buffer.getInt(at), 0);
      if (length < 0 || length > end - at - 4) {
        throw new UnreadableSnapshotException("fields do not fill their type, at byte " + at);
      }
      at += 4 + length;
    }
    starts[count] = end;
    return Arrays.copyOf(starts, count + 1);
  }

  /** Fields one after another. */
  static final class Joined {
    private final ByteBuffer buffer;

    Joined(int capacity) {
      buffer = ByteBuffer.allocate(capacity);
    }

    void add(byte[] bytes, int start, int end) {
      buffer.put(bytes, start, end - start);
    }

    /** A field without bytes. */
    void mark(int length) {
      buffer.putInt(length);
    }

    byte[] toByteArray() {
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }
}
