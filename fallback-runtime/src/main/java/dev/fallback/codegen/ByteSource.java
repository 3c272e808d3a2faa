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
public final class ByteSource {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;
  private int limit;
  private String field = "the answer";

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

  /**
   * Says which field is read next.
   *
   * @param name its type and name, for messages
   * @throws UnreadableSnapshotException when the writer did not write it: it is unknown, which is
   *     not the same as null
   */
  public void field(String name) {
    field = name;
    if (position == limit) {
      throw new UnreadableSnapshotException(
          "the snapshot was written by a release that did not know field " + name);
    }
  }

  /** Whether the next field is null; if so, it is consumed. */
  public boolean nullField() {
    if (length() == -1) {
      position += 4;
      return true;
    }
    return false;
  }

  /** Whether the writer wrote the next field of the enclosing one. */
  public boolean knows() {
    return position != limit;
  }

  /**
   * Enters the next field.
   *
   * @return what {@link #end} or {@link #endCollection} wants; negative when the field is null and
   *     nothing was entered
   */
  public int begin() {
    int length = length();
    position += 4;
    if (length < 0) {
      return -1;
    }
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Enters the next field, which must not be null; give the result to {@link #end}. */
  public int beginElement() {
    int outer = begin();
    if (outer < 0) {
      throw damaged("null where there is none in this release");
    }
    return outer;
  }

  /** Leaves the field that {@link #begin} entered, passing over what a newer release added. */
  public void end(int outer) {
    position = limit;
    limit = outer;
  }

  /**
   * Number of elements, or entries, of the collection entered; bounded by the bytes that follow.
   */
  public int count(int fieldsPerElement) {
    if (remaining() < 4) {
      throw damaged("a collection ends before its count");
    }
    int count = (int) INT.get(bytes, position);
    position += 4;
    if (count < 0 || count > remaining() / (4 * fieldsPerElement)) {
      throw damaged("a collection claims %d elements in %d bytes".formatted(count, remaining()));
    }
    return count;
  }

  /** Leaves a collection, which has no more bytes than its elements. */
  public void endCollection(int outer) {
    if (position != limit) {
      throw damaged("%d bytes follow the last element".formatted(remaining()));
    }
    limit = outer;
  }

  /** What was read, which must not be null. */
  public <T> T element(@Nullable T value) {
    if (value == null) {
      throw damaged("null where there is none in this release");
    }
    return value;
  }

  /**
   * The variant that is set, of which there is one only.
   *
   * @param earlier a variant found before, or null
   */
  public <T> T only(@Nullable T earlier, T variant) {
    if (earlier != null) {
      throw damaged("two variants are set where exactly one is");
    }
    return variant;
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

  /** What to throw for bytes that are not what they should be; names the field. */
  public UnreadableSnapshotException damaged(String what) {
    return new UnreadableSnapshotException(
        "field %s: %s, at byte %d".formatted(field, what, position));
  }

  /** What to throw when a class refuses the values that were read. */
  public UnreadableSnapshotException refused(String type, RuntimeException cause) {
    return new UnreadableSnapshotException(
        "%s refused what was stored: %s".formatted(type, cause), cause);
  }

  /** Length of the next field, not consumed: from -1 to the bytes there are. */
  private int length() {
    if (limit - position < 4) {
      throw damaged("the enclosing field ends early");
    }
    int length = (int) INT.get(bytes, position);
    if (length < -1 || length > limit - position - 4) {
      throw damaged("a length of %d with %d bytes left".formatted(length, limit - position - 4));
    }
    return length;
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
