package dev.fallback.processor.model;

/**
 * Why a type cannot be stored.
 *
 * @param kind what is wrong
 * @param type the type at fault, as source writes it
 * @param owner where it is declared, such as {@code Transaction.payload}: the same fault reached on
 *     two ways is one fault
 * @param path how it was reached, such as {@code Statement.transactions → Transaction.payload}
 */
public record ShapeProblem(Kind kind, String type, String owner, String path) {
  /** What can be wrong with a type. */
  public enum Kind {
    /** No stored form is known. */
    UNKNOWN,
    /** It contains itself. */
    RECURSIVE,
    /** Raw, or with a wildcard: what it contains is not said. */
    UNSPECIFIED,
    /** Generated code cannot see it. */
    INVISIBLE
  }
}
