package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.PreviousFacts;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.Within;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys have one encoding: equal keys, equal bytes. Sets and maps have no order of their own, and
 * JSON says the same in many ways, so they have none.
 */
final class KeyRule implements Rule<MethodFacts> {
  /** Far beyond what a sensible key has, and short enough for a statement. */
  private static final int MOST_SCALARS = 500;

  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    List<Diagnostic> found = new ArrayList<>();
    for (ParameterFacts parameter : method.parameters()) {
      Optional<StoredShape> shape = parameter.shape().flatMap(ShapeFacts::shape);
      found.addAll(judge("parameter " + parameter.name(), parameter.place(), shape));
    }
    for (PreviousFacts previous : method.previous().stream().toList()) {
      String what = "the former key of " + previous.converter().simpleName();
      previous
          .keyParts()
          .forEach(part -> found.addAll(judge(what, previous.place(), part.shape().shape())));
    }
    return found;
  }

  private static List<Diagnostic> judge(String what, Place place, Optional<StoredShape> shape) {
    return shape
        .flatMap(KeyRule::culprit)
        .map(
            found ->
                Rule.mistake(
                    Code.KEY_TYPE,
                    place,
                    "%s has %s in the key, where sets, maps, sealed types and JSON are not"
                        + " supported; pass scalars, records or lists, or mark it @NotKey if it"
                        + " cannot change the answer",
                    what,
                    found.javaType()))
        .orElseGet(() -> shape.map(found -> size(found, what, place)).orElse(List.of()));
  }

  private static Optional<StoredShape> culprit(StoredShape shape) {
    return Within.all(shape)
        .filter(
            each ->
                each instanceof StoredShape.SetOf
                    || each instanceof StoredShape.MapOf
                    || each instanceof StoredShape.Json
                    || each instanceof StoredShape.Sum)
        .findFirst();
  }

  /** Records are flattened in a key, so one that is reached on many ways is there many times. */
  private static List<Diagnostic> size(StoredShape shape, String what, Place place) {
    long scalars = scalars(shape, new IdentityHashMap<>());
    return scalars <= MOST_SCALARS
        ? List.of()
        : Rule.mistake(
            Code.KEY_TYPE,
            place,
            "%s has more than %d scalars and lists in the key; pass an identifier instead",
            what,
            MOST_SCALARS);
  }

  private static long scalars(StoredShape shape, Map<StoredShape, Long> known) {
    Long before = known.get(shape);
    if (before == null) {
      long below = 0;
      for (StoredShape part : shape.parts()) {
        below = Math.min(below + scalars(part, known), MOST_SCALARS + 1L);
      }
      // A list costs code of its own, however few scalars are in it.
      before = shape instanceof StoredShape.Product && below > 0 ? below : below + 1;
      known.put(shape, before);
    }
    return before;
  }
}
