package dev.fallback.codegen;

/**
 * Writes the components of a key, every one of them, nulls included, to a sink in which nothing may
 * be cut ({@link ByteSink#distinct}).
 */
@FunctionalInterface
public interface KeyEncoder {

  /**
   * Appends each component as a field.
   *
   * @throws UnstorableValueException when a component has no exact stored form
   */
  void encode(ByteSink out);

  /**
   * Appends the same key as the previous version of the operation wrote it.
   *
   * @return whether there is such a key; where there is not, nothing has been appended
   * @throws UnstorableValueException when a component has no exact stored form
   */
  default boolean encodePrevious(ByteSink out) {
    return false;
  }

  /** A key of today with the one that it was. */
  static KeyEncoder with(KeyEncoder key, Previous previous) {
    return new KeyEncoder() {
      @Override
      public void encode(ByteSink out) {
        key.encode(out);
      }

      @Override
      public boolean encodePrevious(ByteSink out) {
        return previous.encode(out);
      }
    };
  }

  /** Writes a former key. */
  @FunctionalInterface
  interface Previous {
    /** What {@link KeyEncoder#encodePrevious} does. */
    boolean encode(ByteSink out);
  }
}
