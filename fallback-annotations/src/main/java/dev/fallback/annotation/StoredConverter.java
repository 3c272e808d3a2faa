package dev.fallback.annotation;

/**
 * Turns values of a type that cannot be stored, or not as you want it, into ones of a type that can
 * be, and back. Named by {@link Stored#with}; made once, by its constructor without arguments, and
 * called by many threads at once.
 *
 * @param <J> type in Java
 * @param <S> type that is stored: anything storable but an Optional
 */
public interface StoredConverter<J, S> {

  /**
   * The stored form, never null. Equal values must have equal stored forms.
   *
   * @param value never null; null is stored as null without asking
   */
  S toStored(J value);

  /**
   * The value, never null: {@code fromStored(toStored(x))} equals {@code x}. An exception makes the
   * snapshot a miss.
   */
  J fromStored(S stored);
}
