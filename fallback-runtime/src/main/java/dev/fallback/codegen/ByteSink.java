package dev.fallback.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What codecs append CQL's wire form to: for each field its length (four bytes, big-endian, -1 for
 * null) and its bytes. Methods are named after the CQL type they write; those that take an object
 * write null as a null field. Reused; not thread-safe.
 */
public final class ByteSink extends FieldBuffer {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The length of a tuple of date and time, and that of the date. */
  private static final long DATE_TIME_HEAD = 20L << Integer.SIZE | Integer.BYTES;

  /** So many digits always fit into a long. */
  private static final int MAXIMUM_COMPACT_PRECISION = 18;

  /** Writes types in the codecs' own order. */
  public ByteSink() {
    this(FieldOrder.OWN);
  }

  /** Writes types in the live order. */
  public ByteSink(FieldOrder order) {
    super(order);
  }

  /** Appends a null field. */
  public void nullField() {
    ensure(4);
    INT.set(bytes, size, -1);
    size += 4;
  }

  /** Appends several null fields. */
  public void nullFields(int count) {
    ensure(4L * count);
    for (int i = 0; i < count; i++) {
      INT.set(bytes, size, -1);
      size += 4;
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
    int scale = value.scale();
    if (value.precision() > MAXIMUM_COMPACT_PRECISION) {
      byte[] digits = value.unscaledValue().toByteArray();
      ensure(8L + digits.length);
      INT.set(bytes, size, 4 + digits.length);
      INT.set(bytes, size + 4, scale);
      size += 8;
      append(digits);
      return;
    }
    // The digits as a whole number, which has no BigInteger made for it.
    long unscaled = value.scaleByPowerOfTen(scale).longValue();
    int length = Integers.length(unscaled);
    ensure(16);
    INT.set(bytes, size, 4 + length);
    INT.set(bytes, size + 4, scale);
    LONG.set(bytes, size + 8, unscaled << (64 - 8 * length));
    size += 8 + length;
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

  /** Appends a {@code tuple<date, time>}. */
  void dateTime(int date, long time) {
    ensure(24);
    LONG.set(bytes, size, DATE_TIME_HEAD);
    LONG.set(bytes, size + 8, (long) date << Integer.SIZE | Long.BYTES);
    LONG.set(bytes, size + 16, time);
    size += 24;
  }

  /** Shortest two's complement form, as {@link BigInteger#toByteArray} has it. */
  private void integerBytes(long value) {
    int length = Integers.length(value);
    ensure(8);
    LONG.set(bytes, size, value << (64 - 8 * length));
    size += length;
  }
}
