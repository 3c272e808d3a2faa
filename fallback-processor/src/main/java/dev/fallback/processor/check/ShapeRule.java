package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.PreviousFacts;
import dev.fallback.processor.model.ResultFacts.Eventual;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that is stored has a stored form. A fault reached on many ways is told once. */
final class ShapeRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (MethodFacts method : service.annotated()) {
      if (!method.signature().typeVariables().isEmpty()) {
        // Told already, and what it stores is not known.
        continue;
      } else if (method.result() instanceof Eventual eventual) {
        judge(eventual.shape(), told, found);
      }
      for (ParameterFacts parameter : method.parameters()) {
        parameter.shape().ifPresent(shape -> judge(shape, told, found));
      }
      for (PreviousFacts previous : method.previous().stream().toList()) {
        previous.keyParts().forEach(part -> judge(part.shape(), told, found));
        previous.answer().ifPresent(answer -> judge(answer, told, found));
      }
      // A result or parameter is a place of its own in each method.
      told.removeIf(fault -> fault.startsWith("result of ") || fault.startsWith("parameter "));
    }
    return found;
  }

  private static void judge(ShapeFacts shape, Set<String> told, List<Diagnostic> found) {
    for (ShapeProblem problem : shape.problems()) {
      if (told.add(problem.owner() + " " + problem.kind() + " " + problem.type())) {
        found.addAll(
            Rule.mistake(
                code(problem.kind()),
                problem.place(),
                "%s (%s) %s",
                problem.type(),
                problem.path(),
                problem.detail().isEmpty() ? advice(problem.kind()) : problem.detail()));
      }
    }
  }

  private static Code code(ShapeProblem.Kind kind) {
    return switch (kind) {
      case UNKNOWN -> Code.TYPE_NOT_STORABLE;
      case RECURSIVE -> Code.TYPE_RECURSIVE;
      case UNSPECIFIED -> Code.TYPE_UNSPECIFIED;
      case INVISIBLE -> Code.TYPE_INVISIBLE;
      case STORED -> Code.STORED_USELESS;
      case CONVERTER -> Code.CONVERTER_UNUSABLE;
    };
  }

  private static String advice(ShapeProblem.Kind kind) {
    return switch (kind) {
      case UNKNOWN ->
          "has no stored form; use a record, a sealed type, an enum, a collection, array or Optional"
              + " of them, or a scalar, or write @Stored(as = JSON) or @Stored(with = …) at it";
      case RECURSIVE ->
          "contains itself, and a stored type cannot; write @Stored(as = JSON) at the component, or"
              + " store a flat list with parent identifiers";
      case UNSPECIFIED ->
          "does not say what it contains; replace the raw type, wildcard or free type parameter by"
              + " one type";
      case INVISIBLE ->
          "is not visible to generated code in the service's package; make it public, or"
              + " package-private there";
      case STORED, CONVERTER -> "";
    };
  }
}
