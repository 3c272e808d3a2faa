package dev.fallback.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Growing array that codecs append CQL's wire form to: for each field its length (four bytes,
 * big-endian, -1 for null) and its bytes. Lengths that are not known beforehand are written
 * afterwards over a gap, so one pass is enough. Reused; not thread-safe.
 */
public final class ByteSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[512];
  private int size;

  /** Appends a null field. */
  public void nullField() {
    ensure(4);
    INT.set(bytes, size, -1);
    size += 4;
  }

  /** Appends a field of eight bytes: CQL {@code bigint}, {@code time}. */
  public void bigint(long value) {
    ensure(12);
    INT.set(bytes, size, 8);
    LONG.set(bytes, size + 4, value);
    size += 12;
  }

  /** Appends a text field. */
  public void text(String value) {
    byte[] utf8 = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ensure(4 + utf8.length);
    INT.set(bytes, size, utf8.length);
    System.arraycopy(utf8, 0, bytes, size + 4, utf8.length);
    size += 4 + utf8.length;
  }

  /** Opens a field whose length is not known yet; give the result to {@link #end}. */
  public int begin() {
    ensure(4);
    size += 4;
    return size;
  }

  /** Closes the field that {@link #begin} opened. */
  public void end(int mark) {
    INT.set(bytes, mark - 4, size - mark);
  }

  /** Number of bytes written since the last {@link #clear}. */
  public int size() {
    return size;
  }

  /** An exact copy of the bytes written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
