package dev.fallback.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;

/**
 * Growing array that codecs append CQL's wire form to: for each field its length (four bytes,
 * big-endian, -1 for null) and its bytes. Lengths that are not known beforehand are written
 * afterwards over a gap, so one pass is enough. Methods are named after the CQL type they write;
 * those that take an object write null as a null field. Reused; not thread-safe.
 */
public final class ByteSink {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Of the functions of good quality the fastest on a statement of a kilobyte. */
  private static final LongHashFunction DIGEST = LongHashFunction.xx();

  private FieldOrder order;
  private byte[] bytes = new byte[512];
  private int size;

  /** Writes types in the codecs' own order. */
  public ByteSink() {
    this(FieldOrder.OWN);
  }

  /** Writes types in the live order. */
  public ByteSink(FieldOrder order) {
    this.order = order;
  }

  /** Appends a null field. */
  public void nullField() {
    ensure(4);
    INT.set(bytes, size, -1);
    size += 4;
  }

  /** Appends several null fields. */
  public void nullFields(int count) {
    for (int i = 0; i < count; i++) {
      nullField();
    }
  }

  /** Appends a field of one byte: 1 for true, 0 for false. */
  public void bool(boolean value) {
    tinyint((byte) (value ? 1 : 0));
  }

  /** Appends a {@code boolean} or null. */
  public void bool(@Nullable Boolean value) {
    if (value == null) {
      nullField();
    } else {
      bool(value.booleanValue());
    }
  }

  /** Appends a field of one byte. */
  public void tinyint(byte value) {
    ensure(5);
    INT.set(bytes, size, 1);
    bytes[size + 4] = value;
    size += 5;
  }

  /** Appends a {@code tinyint} or null. */
  public void tinyint(@Nullable Byte value) {
    if (value == null) {
      nullField();
    } else {
      tinyint(value.byteValue());
    }
  }

  /** Appends a field of two bytes. */
  public void smallint(short value) {
    ensure(6);
    INT.set(bytes, size, 2);
    SHORT.set(bytes, size + 4, value);
    size += 6;
  }

  /** Appends a {@code smallint} or null. */
  public void smallint(@Nullable Short value) {
    if (value == null) {
      nullField();
    } else {
      smallint(value.shortValue());
    }
  }

  /** Appends a field of four bytes: CQL {@code int}. */
  public void integer(int value) {
    ensure(8);
    INT.set(bytes, size, 4);
    INT.set(bytes, size + 4, value);
    size += 8;
  }

  /** Appends an {@code int} or null. */
  public void integer(@Nullable Integer value) {
    if (value == null) {
      nullField();
    } else {
      integer(value.intValue());
    }
  }

  /** Appends an {@code int}, or null where it is empty. */
  public void integer(@Nullable OptionalInt value) {
    OptionalInt found = Storable.present(value);
    if (found.isPresent()) {
      integer(found.getAsInt());
    } else {
      nullField();
    }
  }

  /** Appends a field of eight bytes: CQL {@code bigint}, {@code time}. */
  public void bigint(long value) {
    ensure(12);
    INT.set(bytes, size, 8);
    LONG.set(bytes, size + 4, value);
    size += 12;
  }

  /** Appends a {@code bigint} or null. */
  public void bigint(@Nullable Long value) {
    if (value == null) {
      nullField();
    } else {
      bigint(value.longValue());
    }
  }

  /** Appends a {@code bigint}, or null where it is empty. */
  public void bigint(@Nullable OptionalLong value) {
    OptionalLong found = Storable.present(value);
    if (found.isPresent()) {
      bigint(found.getAsLong());
    } else {
      nullField();
    }
  }

  /** Appends a {@code float}; every NaN becomes the same NaN, as in {@link Float#equals}. */
  public void float32(float value) {
    integer(Float.floatToIntBits(value));
  }

  /** Appends a {@code float} or null. */
  public void float32(@Nullable Float value) {
    if (value == null) {
      nullField();
    } else {
      float32(value.floatValue());
    }
  }

  /** Appends a {@code double}; every NaN becomes the same NaN, as in {@link Double#equals}. */
  public void float64(double value) {
    bigint(Double.doubleToLongBits(value));
  }

  /** Appends a {@code double} or null. */
  public void float64(@Nullable Double value) {
    if (value == null) {
      nullField();
    } else {
      float64(value.doubleValue());
    }
  }

  /** Appends a {@code double}, or null where it is empty. */
  public void float64(@Nullable OptionalDouble value) {
    OptionalDouble found = Storable.present(value);
    if (found.isPresent()) {
      float64(found.getAsDouble());
    } else {
      nullField();
    }
  }

  /**
   * Appends a {@code text} in UTF-8, or null.
   *
   * @throws UnstorableValueException when it contains half of a surrogate pair
   */
  public void text(@Nullable String value) {
    if (value == null) {
      nullField();
      return;
    }
    int length = value.length();
    ensure(4L + 3L * length);
    int start = size + 4;
    int end = Utf8.put(value, bytes, start);
    INT.set(bytes, size, end - start);
    size = end;
  }

  /**
   * Appends a {@code text} of one character.
   *
   * @throws UnstorableValueException when it is half of a surrogate pair
   */
  public void character(char value) {
    text(String.valueOf(value));
  }

  /** Appends a {@code text} of one character, or null. */
  public void character(@Nullable Character value) {
    text(value == null ? null : value.toString());
  }

  /** Appends a {@code varint} or null. */
  public void varint(@Nullable BigInteger value) {
    if (value == null) {
      nullField();
    } else if (value.bitLength() < Long.SIZE) {
      int mark = begin();
      integerBytes(value.longValue());
      end(mark);
    } else {
      blob(value.toByteArray());
    }
  }

  /** Appends a {@code decimal}, scale included, or null. */
  public void decimal(@Nullable BigDecimal value) {
    if (value == null) {
      nullField();
      return;
    }
    int mark = begin();
    ensure(4);
    INT.set(bytes, size, value.scale());
    size += 4;
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      integerBytes(unscaled.longValue());
    } else {
      append(unscaled.toByteArray());
    }
    end(mark);
  }

  /** Appends a {@code uuid} or null. */
  public void uuid(@Nullable UUID value) {
    if (value == null) {
      nullField();
      return;
    }
    ensure(20);
    INT.set(bytes, size, 16);
    LONG.set(bytes, size + 4, value.getMostSignificantBits());
    LONG.set(bytes, size + 12, value.getLeastSignificantBits());
    size += 20;
  }

  /** Appends a {@code blob} or null. */
  public void bytes(byte @Nullable [] value) {
    if (value == null) {
      nullField();
    } else {
      blob(value);
    }
  }

  /** Appends a {@code blob} of what is between position and limit, or null. */
  public void byteBuffer(@Nullable ByteBuffer value) {
    if (value == null) {
      nullField();
      return;
    }
    int length = value.remaining();
    ensure(4L + length);
    INT.set(bytes, size, length);
    value.duplicate().get(bytes, size + 4, length);
    size += 4 + length;
  }

  /** Appends a field of these bytes. */
  public void blob(byte[] value) {
    ensure(4L + value.length);
    INT.set(bytes, size, value.length);
    size += 4;
    append(value);
  }

  /** Appends bytes as they are; the caller vouches that they are whole fields. */
  void append(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
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

  /**
   * Closes a value of a user-defined type.
   *
   * @param type its index among the service's types
   */
  public void end(int mark, int type) {
    if (!order.isOwn(type)) {
      byte[] live = order.toLive(type, bytes, mark, size);
      size = mark;
      append(live);
    }
    end(mark);
  }

  /** Opens a list, set or map; give the result to {@link #endCollection}. */
  public int beginCollection() {
    ensure(8);
    size += 8;
    return size - 4;
  }

  /**
   * Closes the collection that {@link #beginCollection} opened.
   *
   * @param count number of elements, or of entries, written since
   */
  public void endCollection(int mark, int count) {
    INT.set(bytes, mark, count);
    end(mark);
  }

  /** The order in which types are written. */
  public FieldOrder order() {
    return order;
  }

  /** Number of bytes written since the last {@link #clear}. */
  public int size() {
    return size;
  }

  /** An exact copy of the bytes written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** A 64-bit digest of the bytes written: the same bytes have the same in every JVM. */
  public long digest() {
    return DIGEST.hashBytes(bytes, 0, size);
  }

  /** Forgets what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  /** Forgets what was written and keeps the array; types are written in another order from now. */
  public void clear(FieldOrder other) {
    order = other;
    size = 0;
  }

  /** Shortest two's complement form, as {@link BigInteger#toByteArray} has it. */
  private void integerBytes(long value) {
    int length = Integers.length(value);
    ensure(8);
    LONG.set(bytes, size, value << (64 - 8 * length));
    size += length;
  }

  private void ensure(long more) {
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
