package dev.fallback.codegen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An enum stored as the {@code text} of its constant's name. Compares bytes, so reading makes no
 * string. Thread-safe.
 *
 * @param <E> the enum
 */
public final class EnumField<E extends Enum<E>> {
  private final Class<E> type;
  private final E[] constants;
  private final byte[][] fields;

  /** The fields once more, as words to be written. */
  private final long[][] words;

  private EnumField(Class<E> type, E[] constants) {
    this.type = type;
    this.constants = constants;
    this.fields = new byte[constants.length][];
    this.words = new long[constants.length][];
    for (int i = 0; i < constants.length; i++) {
      ByteSink sink = new ByteSink();
      sink.blob(constants[i].name().getBytes(StandardCharsets.UTF_8));
      fields[i] = sink.toByteArray();
      words[i] = words(fields[i]);
    }
  }

  /** The field of an enum. */
  public static <E extends Enum<E>> EnumField<E> of(Class<E> type) {
    return new EnumField<>(type, type.getEnumConstants());
  }

  private static long[] words(byte[] field) {
    int count = (field.length + Long.BYTES - 1) / Long.BYTES;
    ByteBuffer padded = ByteBuffer.allocate(count * Long.BYTES).put(field).rewind();
    long[] words = new long[count];
    padded.asLongBuffer().get(words);
    return words;
  }

  /** Appends the constant's name, or null. */
  @SuppressWarnings("EnumOrdinal") // an index of this process's own array; never stored
  public void write(@Nullable E value, ByteSink out) {
    if (value == null) {
      out.nullField();
    } else {
      int constant = value.ordinal();
      out.append(words[constant], fields[constant].length);
    }
  }

  /**
   * Reads a constant or null.
   *
   * @throws UnreadableSnapshotException when this release knows no such constant
   */
  public @Nullable E read(ByteSource in) {
    for (int i = 0; i < fields.length; i++) {
      if (in.consume(fields[i])) {
        return constants[i];
      }
    }
    String unknown = in.text();
    if (unknown == null) {
      return null;
    }
    throw in.damaged("%s has no constant %s".formatted(type.getName(), unknown));
  }
}
