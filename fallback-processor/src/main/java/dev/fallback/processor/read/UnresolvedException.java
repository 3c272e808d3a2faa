package dev.fallback.processor.read;

/** A type that is mentioned does not exist yet. */
final class UnresolvedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String library;

  UnresolvedException() {
    this("");
  }

  /**
   * The same.
   *
   * @param library the class from a class file that mentions it, so that it will not come; empty
   *     for a source, about which the compiler itself complains
   */
  UnresolvedException(String library) {
    super("a type does not exist yet", null, false, false);
    this.library = library;
  }

  String library() {
    return library;
  }
}
