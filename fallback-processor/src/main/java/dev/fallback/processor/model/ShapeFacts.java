package dev.fallback.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * What was found about a type: its stored shape, or everything that stands against one.
 *
 * @param shape present exactly when there are no problems
 */
public record ShapeFacts(Optional<StoredShape> shape, List<ShapeProblem> problems) {
  public ShapeFacts {
    problems = List.copyOf(problems);
    if (shape.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("a shape or problems");
    }
  }

  public static ShapeFacts of(StoredShape shape) {
    return new ShapeFacts(Optional.of(shape), List.of());
  }

  public static ShapeFacts of(List<ShapeProblem> problems) {
    return new ShapeFacts(Optional.empty(), problems);
  }
}
