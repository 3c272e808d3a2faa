package dev.fallback.processor.read;

/** A type that is mentioned does not exist yet, or is not complete. */
final class UnresolvedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String blame;

  UnresolvedException() {
    this("");
  }

  /**
   * The same.
   *
   * @param blame what is stored and who is to blame if it never comes; empty where the compiler
   *     itself complains
   */
  UnresolvedException(String blame) {
    super("a type does not exist yet", null, false, false);
    this.blame = blame;
  }

  String blame() {
    return blame;
  }
}
