package dev.fallback.codegen;

/**
 * The value has no exact stored form, for instance a null in a collection. The call is untouched;
 * the recording is skipped and counted.
 */
public final class UnstorableValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnstorableValueException(String message) {
    super(message);
  }
}
