package dev.fallback.processor.model;

import java.util.List;

/**
 * An annotated method, as it was found.
 *
 * @param signature as an implementation must declare it
 * @param place the method
 * @param kind how it is declared
 * @param checkedExceptions names of the checked exceptions it declares
 * @param annotation what {@code @Fallback} says
 */
public record MethodFacts(
    Signature signature,
    Place place,
    Kind kind,
    List<String> checkedExceptions,
    AnnotationFacts annotation,
    ResultFacts result,
    List<ParameterFacts> parameters) {
  public MethodFacts {
    checkedExceptions = List.copyOf(checkedExceptions);
    parameters = List.copyOf(parameters);
  }

  /** How a method is declared. */
  public enum Kind {
    /** Implementations override it. */
    OVERRIDABLE,
    /** Static or private. */
    FIXED
  }
}
