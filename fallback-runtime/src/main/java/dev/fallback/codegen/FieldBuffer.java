package dev.fallback.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.openhft.hashing.LongHashFunction;

/**
 * The growing array behind a {@link ByteSink}: opens and closes fields whose lengths are not known
 * beforehand; they are written afterwards over a gap, so one pass is enough. Reused; not
 * thread-safe.
 */
abstract class FieldBuffer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Of good quality; the fastest of the library's that were tried on a kilobyte. */
  private static final LongHashFunction DIGEST = LongHashFunction.city_1_1();

  private FieldOrder order;
  private boolean distinct;

  /** What was written, and room for more. */
  byte[] bytes = new byte[512];

  /** How many bytes were written. */
  int size;

  FieldBuffer(FieldOrder order) {
    this.order = order;
  }

  /** Opens a field whose length is not known yet; give the result to {@link #end}. */
  public final int begin() {
    ensure(4);
    size += 4;
    return size;
  }

  /** Closes the field that {@link #begin} opened. */
  public final void end(int mark) {
    INT.set(bytes, mark - 4, size - mark);
  }

  /**
   * Closes a value of a user-defined type.
   *
   * @param type its index among the service's types
   */
  public final void end(int mark, int type) {
    if (order != FieldOrder.OWN) {
      arrange(mark, type);
    }
    end(mark);
  }

  private void arrange(int mark, int type) {
    if (!order.isOwn(type)) {
      byte[] live = order.toLive(type, bytes, mark, size);
      size = mark;
      append(live);
    }
  }

  /** Opens a list, set or map; give the result to {@link #endCollection}. */
  public final int beginCollection() {
    ensure(8);
    size += 8;
    return size - 4;
  }

  /**
   * Closes the collection that {@link #beginCollection} opened.
   *
   * @param count number of elements, or of entries, written since
   */
  public final void endCollection(int mark, int count) {
    INT.set(bytes, mark, count);
    end(mark);
  }

  /**
   * Says whether two values that differ must stay different from now on, as within a key, a set or
   * the key of a map: nothing is cut then.
   *
   * @return what was said before
   */
  public final boolean distinct(boolean now) {
    boolean before = distinct;
    distinct = now;
    return before;
  }

  /** Whether nothing may be cut now. */
  final boolean isDistinct() {
    return distinct;
  }

  /** The order in which types are written. */
  public final FieldOrder order() {
    return order;
  }

  /** Number of bytes written since the last {@link #clear}. */
  public final int size() {
    return size;
  }

  /** An exact copy of the bytes written. */
  public final byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** A 64-bit digest of the bytes written: the same bytes have the same in every JVM. */
  public final long digest() {
    return DIGEST.hashBytes(bytes, 0, size);
  }

  /** Forgets what was written and keeps the array. */
  public final void clear() {
    clear(order);
  }

  /** Forgets what was written and keeps the array; types are written in another order from now. */
  public final void clear(FieldOrder other) {
    order = other;
    size = 0;
    distinct = false; // writing may have ended within a set
  }

  /** Appends bytes as they are; the caller vouches that they are whole fields. */
  final void append(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Appends whole fields that are given in words, of which the last may have bytes to spare. */
  final void append(long[] words, int length) {
    ensure(8L * words.length);
    int at = size;
    for (long word : words) {
      LONG.set(bytes, at, word);
      at += 8;
    }
    size += length;
  }

  /** Makes room for so many bytes more. */
  final void ensure(long more) {
    if (bytes.length - size < more) {
      grow(more);
    }
  }

  private void grow(long more) {
    long needed = size + more;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new UnstorableValueException("the value takes more than 2 GiB");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.max(Math.min(bytes.length * 2L, 1 << 30), needed));
  }
}
