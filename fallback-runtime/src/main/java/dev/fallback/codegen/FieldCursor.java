package dev.fallback.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where in the bytes a {@link ByteSource} is: enters and leaves fields, and checks every length
 * against the end of the field that it is in. Not thread-safe.
 */
abstract class FieldCursor {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final FieldOrder order;
  private String field = "the answer";
  private @Nullable Rearranged rearranged;

  /** The array that is read from. */
  byte[] bytes;

  int position;

  /** Where the field being read ends. */
  int limit;

  FieldCursor(ByteBuffer buffer, FieldOrder order) {
    this.order = order;
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
  public final int remaining() {
    return limit - position;
  }

  /**
   * Says which field is read next.
   *
   * @param name its type and name, for messages
   * @throws UnreadableSnapshotException when the writer did not write it: it is unknown, which is
   *     not the same as null
   */
  public final void field(String name) {
    field = name;
    if (!knows()) {
      throw new UnreadableSnapshotException(
          "the snapshot was written by a release that did not know field " + name);
    }
  }

  /** Whether the next field is null; if so, it is consumed. */
  public final boolean nullField() {
    if (length() == -1) {
      position += 4;
      return true;
    }
    return false;
  }

  /** Whether the writer wrote the next field of the enclosing one; if not, it is passed over. */
  public final boolean knows() {
    if (position == limit) {
      return false;
    } else if (rearranged != null
        && limit - position >= 4
        && (int) INT.get(bytes, position) == FieldSlices.UNKNOWN) {
      position += 4;
      return false;
    }
    return true;
  }

  /**
   * Enters the next field.
   *
   * @return what {@link #end} or {@link #endCollection} wants; negative when the field is null and
   *     nothing was entered
   */
  public final int begin() {
    int length = length();
    position += 4;
    if (length < 0) {
      return -1;
    }
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /**
   * Enters a value of a user-defined type.
   *
   * @param type its index among the service's types
   * @return what {@link #end(int, int)} wants; negative when it is null and was not entered
   */
  public final int begin(int type) {
    int outer = begin();
    if (outer >= 0 && !order.isOwn(type)) {
      rearranged = new Rearranged(bytes, limit, rearranged);
      bytes = order.toOwn(type, bytes, position, limit);
      position = 0;
      limit = bytes.length;
    }
    return outer;
  }

  /** Leaves a value of a user-defined type, passing over what a newer release added. */
  public final void end(int outer, int type) {
    Rearranged entered = rearranged;
    if (entered != null && !order.isOwn(type)) {
      bytes = entered.bytes;
      limit = entered.end;
      rearranged = entered.around;
    }
    end(outer);
  }

  /** Enters the next field, which must not be null; give the result to {@link #end}. */
  public final int beginElement() {
    int outer = begin();
    if (outer < 0) {
      throw damaged("null where there is none in this release");
    }
    return outer;
  }

  /** Leaves the field that {@link #begin} entered, passing over what a newer release added. */
  public final void end(int outer) {
    position = limit;
    limit = outer;
  }

  /**
   * Number of elements, or entries, of the collection entered; bounded by the bytes that follow.
   */
  public final int count(int fieldsPerElement) {
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
  public final void endCollection(int outer) {
    if (position != limit) {
      throw damaged("%d bytes follow the last element".formatted(remaining()));
    }
    limit = outer;
  }

  /** What was read, which must not be null. */
  public final <T> T element(@Nullable T value) {
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
  public final <T> T only(@Nullable T earlier, T variant) {
    if (earlier != null) {
      throw damaged("two variants are set where exactly one is");
    }
    return variant;
  }

  /**
   * What is in a set, or a key of a map, once.
   *
   * @param isNew whether it was not there before: else the classes of this release take two values
   *     that the writer kept apart for one, and something would be missing
   */
  public final void distinct(boolean isNew) {
    if (!isNew) {
      throw damaged("two elements of a set, or keys of a map, are the same in this release");
    }
  }

  /** What to throw for bytes that are not what they should be; names the field. */
  public final UnreadableSnapshotException damaged(String what) {
    return new UnreadableSnapshotException(
        "field %s: %s, at byte %d".formatted(field, what, position));
  }

  /** What to throw when a class refuses the values that were read. */
  public final UnreadableSnapshotException refused(String type, Exception cause) {
    return new UnreadableSnapshotException(
        "%s refused what was stored: %s".formatted(type, cause), cause);
  }

  /** Where reading goes on behind a value whose fields are read from a rearranged copy. */
  private static final class Rearranged {
    final byte[] bytes;
    final int end;

    /** The value around it that is rearranged too. */
    final @Nullable Rearranged around;

    Rearranged(byte[] bytes, int end, @Nullable Rearranged around) {
      this.bytes = bytes;
      this.end = end;
      this.around = around;
    }
  }

  /** Length of the next field, not consumed: from -1 to the bytes there are. */
  final int length() {
    if (limit - position < 4) {
      throw damaged("the enclosing field ends early");
    }
    int length = (int) INT.get(bytes, position);
    if (length < -1 || length > limit - position - 4) {
      throw damaged("a length of %d with %d bytes left".formatted(length, limit - position - 4));
    }
    return length;
  }
}
