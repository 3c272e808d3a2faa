package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import java.util.ArrayList;
import java.util.List;

/** An annotated method is one that a decorator can override in one line. */
final class DeclarationRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    String name = method.signature().name();
    List<Diagnostic> found = new ArrayList<>();
    if (method.kind() == MethodFacts.Kind.FIXED) {
      found.addAll(
          Rule.mistake(
              Code.NOT_OVERRIDABLE,
              method.place(),
              "%s is static or private, so no decorator can stand in for it; make it an instance"
                  + " method of the interface",
              name));
    }
    if (!method.signature().typeVariables().isEmpty()) {
      found.addAll(
          Rule.mistake(
              Code.GENERIC,
              method.place(),
              "%s has type parameters, so it is not known what it stores; declare a method for each"
                  + " type",
              name));
    }
    if (!method.checkedExceptions().isEmpty()) {
      found.addAll(
          Rule.mistake(
              Code.CHECKED_EXCEPTION,
              method.place(),
              "%s throws %s; an asynchronous method gives its errors by its stage, so remove the"
                  + " throws clause",
              name,
              String.join(", ", method.checkedExceptions())));
    }
    return found;
  }
}
