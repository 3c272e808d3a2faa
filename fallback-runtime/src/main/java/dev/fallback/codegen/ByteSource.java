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
import org.jspecify.annotations.Nullable;

/**
 * Bytes that codecs read fields from. Every read is checked against the end of the field it is in,
 * so damaged bytes yield an {@link UnreadableSnapshotException} and never an allocation larger than
 * the input. Methods are named after the CQL type they read; those that return a primitive refuse a
 * null field. Not thread-safe.
 */
public final class ByteSource extends FieldCursor {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Reads types in the codecs' own order, as {@link #ByteSource(ByteBuffer, FieldOrder)} does. */
  public ByteSource(ByteBuffer buffer) {
    this(buffer, FieldOrder.OWN);
  }

  /**
   * Reads from the buffer's position to its limit; the buffer itself is left as it is.
   *
   * @param order the order in which the fields of types are stored
   */
  public ByteSource(ByteBuffer buffer, FieldOrder order) {
    super(buffer, order);
  }

  /** Reads a {@code boolean}. */
  public boolean bool() {
    return tinyint() != 0;
  }

  /** Reads a {@code boolean} or null. */
  public @Nullable Boolean boolOrNull() {
    return nullField() ? null : (Boolean) bool();
  }

  /** Reads a {@code tinyint}. */
  public byte tinyint() {
    open(1);
    return bytes[position++];
  }

  /** Reads a {@code tinyint} or null. */
  public @Nullable Byte tinyintOrNull() {
    return nullField() ? null : (Byte) tinyint();
  }

  /** Reads a {@code smallint}. */
  public short smallint() {
    open(2);
    short value = (short) SHORT.get(bytes, position);
    position += 2;
    return value;
  }

  /** Reads a {@code smallint} or null. */
  public @Nullable Short smallintOrNull() {
    return nullField() ? null : (Short) smallint();
  }

  /** Reads an {@code int}. */
  public int integer() {
    open(4);
    int value = (int) INT.get(bytes, position);
    position += 4;
    return value;
  }

  /** Reads an {@code int} or null. */
  public @Nullable Integer integerOrNull() {
    return nullField() ? null : (Integer) integer();
  }

  /** Reads an {@code int}, null as empty. */
  public OptionalInt optionalInt() {
    return nullField() ? OptionalInt.empty() : OptionalInt.of(integer());
  }

  /** Reads a {@code bigint} or a {@code time}. */
  public long bigint() {
    open(8);
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  /** Reads a {@code bigint} or null. */
  public @Nullable Long bigintOrNull() {
    return nullField() ? null : (Long) bigint();
  }

  /** Reads a {@code bigint}, null as empty. */
  public OptionalLong optionalLong() {
    return nullField() ? OptionalLong.empty() : OptionalLong.of(bigint());
  }

  /** Reads a {@code float}. */
  public float float32() {
    return Float.intBitsToFloat(integer());
  }

  /** Reads a {@code float} or null. */
  public @Nullable Float float32OrNull() {
    return nullField() ? null : (Float) float32();
  }

  /** Reads a {@code double}. */
  public double float64() {
    return Double.longBitsToDouble(bigint());
  }

  /** Reads a {@code double} or null. */
  public @Nullable Double float64OrNull() {
    return nullField() ? null : (Double) float64();
  }

  /** Reads a {@code double}, null as empty. */
  public OptionalDouble optionalDouble() {
    return nullField() ? OptionalDouble.empty() : OptionalDouble.of(float64());
  }

  /** Reads a {@code text} or null. */
  public @Nullable String text() {
    int length = length();
    position += 4;
    if (length < 0) {
      return null;
    }
    String value = Utf8.get(bytes, position, length);
    position += length;
    return value;
  }

  /** Reads a {@code text} of one character. */
  public char character() {
    String text = element(text());
    if (text.length() != 1) {
      throw damaged("a text of %d characters where one is wanted".formatted(text.length()));
    }
    return text.charAt(0);
  }

  /** Reads a {@code text} of one character, or null. */
  public @Nullable Character characterOrNull() {
    return nullField() ? null : (Character) character();
  }

  /** Reads a {@code varint} or null. */
  public @Nullable BigInteger varint() {
    int length = length();
    position += 4;
    return length < 0 ? null : bigInteger(length);
  }

  /** Reads a {@code decimal} or null. */
  public @Nullable BigDecimal decimal() {
    int length = length();
    position += 4;
    if (length < 0) {
      return null;
    }
    if (length < 5) {
      throw damaged("a decimal of %d bytes".formatted(length));
    }
    int scale = (int) INT.get(bytes, position);
    position += 4;
    int digits = length - 4;
    return digits <= 8
        ? BigDecimal.valueOf(longOf(digits), scale)
        : new BigDecimal(bigInteger(digits), scale);
  }

  /** Reads a {@code uuid} or null. */
  public @Nullable UUID uuid() {
    if (nullField()) {
      return null;
    }
    open(16);
    UUID value = new UUID((long) LONG.get(bytes, position), (long) LONG.get(bytes, position + 8));
    position += 16;
    return value;
  }

  /** Reads a {@code blob} or null. */
  public @Nullable ByteBuffer byteBuffer() {
    byte[] blob = bytes();
    return blob == null ? null : ByteBuffer.wrap(blob);
  }

  /** Reads a {@code blob} or null. */
  public byte @Nullable [] bytes() {
    int length = length();
    position += 4;
    if (length < 0) {
      return null;
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** The bytes of the next field, if they are the expected ones; consumed then. */
  boolean consume(byte[] expected) {
    int end = position + expected.length;
    if (end <= limit && Arrays.equals(bytes, position, end, expected, 0, expected.length)) {
      position = end;
      return true;
    }
    return false;
  }

  /** Consumes the length of a field of known width. */
  private void open(int width) {
    int length = length();
    if (length != width) {
      throw damaged(
          length == -1
              ? "null where there is none in this release"
              : "%d bytes where %d are wanted".formatted(length, width));
    }
    position += 4;
  }

  private BigInteger bigInteger(int length) {
    if (length == 0) {
      throw damaged("a number without bytes");
    }
    position += length;
    return length <= Long.BYTES
        ? BigInteger.valueOf(Integers.get(bytes, position - length, length))
        : new BigInteger(bytes, position - length, length);
  }

  private long longOf(int length) {
    position += length;
    return Integers.get(bytes, position - length, length);
  }
}
