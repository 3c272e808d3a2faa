package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Finds the interfaces that put types into a generic one: they are the services, and the generic
 * one is their pattern.
 */
final class Heirs {
  private final Types types;

  Heirs(Types types) {
    this.types = types;
  }

  /** Empty unless the type is generic; else what extends it among this round's sources. */
  List<TypeElement> of(TypeElement generic, RoundEnvironment round) {
    List<TypeElement> heirs = new ArrayList<>();
    if (!generic.getTypeParameters().isEmpty()) {
      collect(ElementFilter.typesIn(round.getRootElements()), generic, heirs);
    }
    return heirs;
  }

  private void collect(
      Iterable<TypeElement> candidates, TypeElement generic, List<TypeElement> heirs) {
    for (TypeElement candidate : candidates) {
      if (candidate.getKind() == ElementKind.INTERFACE
          && candidate.getTypeParameters().isEmpty()
          && types.isSubtype(types.erasure(candidate.asType()), types.erasure(generic.asType()))) {
        heirs.add(candidate);
      }
      List<? extends Element> inside = candidate.getEnclosedElements();
      collect(ElementFilter.typesIn(inside), generic, heirs);
    }
  }
}
