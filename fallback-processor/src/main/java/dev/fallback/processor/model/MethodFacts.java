package dev.fallback.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An annotated method, as it was found.
 *
 * @param signature as an implementation must declare it
 * @param place the method
 * @param kind how it is declared
 * @param checkedExceptions names of the checked exceptions it declares
 * @param annotation what {@code @Fallback} says
 * @param previous what it was stored as before its version was raised, if that is declared
 */
public record MethodFacts(
    Signature signature,
    Place place,
    Kind kind,
    List<String> checkedExceptions,
    AnnotationFacts annotation,
    ResultFacts result,
    List<ParameterFacts> parameters,
    Optional<PreviousFacts> previous) {
  public MethodFacts {
    checkedExceptions = List.copyOf(checkedExceptions);
    parameters = List.copyOf(parameters);
  }

  /** The answers that are stored, or were; those without faults. */
  public List<StoredShape> answers() {
    List<StoredShape> answers = new ArrayList<>();
    if (result instanceof ResultFacts.Eventual eventual) {
      eventual.shape().shape().ifPresent(answers::add);
    }
    previous.flatMap(PreviousFacts::answer).flatMap(ShapeFacts::shape).ifPresent(answers::add);
    return answers;
  }

  /** How a method is declared. */
  public enum Kind {
    /** Implementations override it. */
    OVERRIDABLE,
    /** Static or private. */
    FIXED
  }
}
