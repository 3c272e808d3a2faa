package dev.fallback.codegen;

/** Writes the components of a key, every one of them, nulls included. */
@FunctionalInterface
public interface KeyEncoder {

  /**
   * Appends each component as a field.
   *
   * @throws UnstorableValueException when a component has no exact stored form
   */
  void encode(ByteSink out);
}
