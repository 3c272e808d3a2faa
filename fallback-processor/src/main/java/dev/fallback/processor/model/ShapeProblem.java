package dev.fallback.processor.model;

/**
 * Why a type has no stored form.
 *
 * @param kind what is wrong
 * @param type the type at fault
 * @param owner the innermost step of the path: where the type is declared
 * @param path how it was reached, such as {@code result of statement → Statement.transactions →
 *     Transaction.payload}
 * @param detail more about it, and what to do; empty where the kind says it all
 * @param place where to tell
 */
public record ShapeProblem(
    Kind kind, String type, String owner, String path, String detail, Place place) {

  /** What can be wrong with a type. */
  public enum Kind {
    /** No stored form is known. */
    UNKNOWN,
    /** It contains itself. */
    RECURSIVE,
    /** Raw, or with a wildcard: what it contains is not said. */
    UNSPECIFIED,
    /** Generated code cannot see it. */
    INVISIBLE,
    /** {@code @Stored} contradicts itself, or says what has no effect. */
    STORED,
    /** The converter cannot be used. */
    CONVERTER
  }
}
