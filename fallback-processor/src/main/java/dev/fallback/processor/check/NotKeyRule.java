package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import java.util.List;

/** Who leaves a parameter out of the key says why. */
final class NotKeyRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    return method.parameters().stream()
        .filter(p -> p.notKey().isPresent() && p.notKey().get().value().isBlank())
        .flatMap(
            p ->
                Rule.mistake(
                    Code.NOT_KEY_WITHOUT_REASON,
                    p.notKey().orElseThrow().place(),
                    "@NotKey of parameter %s gives no reason; say why it cannot change the answer,"
                        + " or remove the annotation",
                    p.name())
                    .stream())
        .toList();
  }
}
