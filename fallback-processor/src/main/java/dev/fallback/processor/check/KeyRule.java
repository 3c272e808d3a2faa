package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.StoredShape;
import java.util.List;
import java.util.Optional;

/**
 * Keys have one encoding: equal keys, equal bytes. Sets and maps have no order of their own, and
 * JSON says the same in many ways, so they have none.
 */
final class KeyRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    return method.parameters().stream()
        .filter(p -> p.notKey().isEmpty())
        .flatMap(p -> judge(p).stream())
        .toList();
  }

  private static List<Diagnostic> judge(ParameterFacts parameter) {
    Optional<StoredShape> culprit = parameter.shape().shape().flatMap(KeyRule::culprit);
    return culprit
        .map(
            shape ->
                Rule.mistake(
                    Code.KEY_TYPE,
                    parameter.place(),
                    "parameter %s has %s in the key, where sets, maps, sealed types and JSON are not"
                        + " supported; pass scalars, records or lists, or mark it @NotKey if it"
                        + " cannot change the answer",
                    parameter.name(),
                    shape.javaType()))
        .orElse(List.of());
  }

  private static Optional<StoredShape> culprit(StoredShape shape) {
    if (shape instanceof StoredShape.SetOf
        || shape instanceof StoredShape.MapOf
        || shape instanceof StoredShape.Json
        || shape instanceof StoredShape.Sum) {
      return Optional.of(shape);
    }
    return shape.parts().stream().flatMap(part -> culprit(part).stream()).findFirst();
  }
}
