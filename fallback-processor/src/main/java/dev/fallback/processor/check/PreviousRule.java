package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.PreviousFacts;
import java.util.List;
import java.util.Optional;

/** A previous version is there to be read, and a class says how. */
final class PreviousRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    Optional<PreviousFacts> previous = method.previous();
    if (previous.isEmpty()) {
      return List.of();
    }
    PreviousFacts facts = previous.get();
    if (method.annotation().version().value() < 2) {
      return Rule.mistake(
          Code.PREVIOUS_UNUSABLE,
          facts.place(),
          "previous = %s has no effect at version 1; raise version, or leave it out",
          facts.converter().simpleName());
    }
    return facts.problem().isEmpty()
        ? List.of()
        : Rule.mistake(
            Code.PREVIOUS_UNUSABLE,
            facts.place(),
            "%s %s",
            facts.converter().simpleName(),
            facts.problem());
  }
}
