package dev.fallback.codegen;

import dev.fallback.annotation.StoredConverter;
import java.util.Objects;

/**
 * A field that a user's class converts. Thread-safe as the converter is.
 *
 * @param <J> type in Java
 * @param <S> type that is stored
 */
public final class ConvertedField<J, S> {
  private final StoredConverter<J, S> converter;

  private ConvertedField(StoredConverter<J, S> converter) {
    this.converter = converter;
  }

  /** The field of a converter. */
  public static <J, S> ConvertedField<J, S> of(StoredConverter<J, S> converter) {
    return new ConvertedField<>(converter);
  }

  /**
   * What is stored for a value.
   *
   * @throws UnstorableValueException when the converter throws or returns null
   */
  public S stored(J value) {
    try {
      return Objects.requireNonNull(converter.toStored(value), "null returned");
    } catch (UnstorableValueException e) {
      throw e;
    } catch (Exception e) { // Kotlin and Lombok throw checked ones undeclared
      throw new UnstorableValueException(
          "%s.toStored(%s): %s".formatted(converter.getClass().getName(), value.getClass(), e));
    }
  }

  /**
   * The value of what was stored.
   *
   * @throws UnreadableSnapshotException when the converter throws or returns null
   */
  public J restored(S stored, ByteSource in) {
    try {
      return Objects.requireNonNull(converter.fromStored(stored), "null returned");
    } catch (Exception e) {
      throw in.refused(converter.getClass().getName(), e);
    }
  }
}
