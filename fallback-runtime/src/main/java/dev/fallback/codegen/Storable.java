package dev.fallback.codegen;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What must hold of a value so that it comes back equal. Stateless. */
public final class Storable {
  private Storable() {}

  /**
   * The element of a collection, which has no null.
   *
   * @throws UnstorableValueException when it is null
   */
  public static <T> T element(@Nullable T value) {
    if (value == null) {
      throw new UnstorableValueException(
          "a collection contains null, which a CQL collection cannot hold");
    }
    return value;
  }

  /**
   * An Optional, which may be empty but not null: a null would come back as empty.
   *
   * @throws UnstorableValueException when it is null
   */
  public static <T> T present(@Nullable T optional) {
    if (optional == null) {
      throw new UnstorableValueException("an Optional is null; it would come back as empty");
    }
    return optional;
  }

  /**
   * A set in the natural order of its elements, or null.
   *
   * @throws UnstorableValueException when it has a comparator, which cannot be stored
   */
  public static <S extends @Nullable SortedSet<?>> S natural(S set) {
    if (set != null && set.comparator() != null) {
      throw comparator();
    }
    return set;
  }

  /**
   * A map in the natural order of its keys, or null.
   *
   * @throws UnstorableValueException when it has a comparator, which cannot be stored
   */
  public static <M extends @Nullable SortedMap<?, ?>> M natural(M map) {
    if (map != null && map.comparator() != null) {
      throw comparator();
    }
    return map;
  }

  /**
   * A value of exactly this class: what a subclass adds would be lost.
   *
   * @throws UnstorableValueException when it is of a subclass
   */
  public static <T> T exactly(Class<?> type, T value) {
    if (value != null && value.getClass() != type) {
      throw new UnstorableValueException(
          "a %s stands where exactly a %s can be stored"
              .formatted(value.getClass().getName(), type.getName()));
    }
    return value;
  }

  private static UnstorableValueException comparator() {
    return new UnstorableValueException(
        "a sorted collection has a comparator, which cannot be stored; use the natural order");
  }
}
