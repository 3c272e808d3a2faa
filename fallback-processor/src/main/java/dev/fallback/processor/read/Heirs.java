package dev.fallback.processor.read;

import dev.fallback.annotation.Fallback;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Finds the interfaces that put types into a generic one with annotated methods: they are the
 * services, and the generic one is their pattern, wherever it is from. They are looked for upwards,
 * since a build tool that compiles a part of the sources again compiles an heir without its
 * pattern.
 */
final class Heirs {
  private final Types types;

  Heirs(Types types) {
    this.types = types;
  }

  /** Those among a round's sources. */
  List<TypeElement> in(RoundEnvironment round) {
    List<TypeElement> heirs = new ArrayList<>();
    collect(ElementFilter.typesIn(round.getRootElements()), heirs);
    return heirs;
  }

  /** Whether the type is generic and one of the heirs puts types into it. */
  boolean isPattern(TypeElement type, List<TypeElement> heirs) {
    return !type.getTypeParameters().isEmpty()
        && heirs.stream()
            .anyMatch(
                heir ->
                    types.isSubtype(types.erasure(heir.asType()), types.erasure(type.asType())));
  }

  private void collect(Iterable<TypeElement> candidates, List<TypeElement> heirs) {
    for (TypeElement candidate : candidates) {
      if (candidate.getKind() == ElementKind.INTERFACE
          && candidate.getTypeParameters().isEmpty()
          && inherits(candidate)) {
        heirs.add(candidate);
      }
      collect(ElementFilter.typesIn(candidate.getEnclosedElements()), heirs);
    }
  }

  /** Not through a parent that is not generic: that one is the service. */
  private boolean inherits(TypeElement type) {
    for (TypeMirror parent : type.getInterfaces()) {
      if (types.asElement(parent) instanceof TypeElement element
          && !element.getTypeParameters().isEmpty()
          && (hasAnnotated(element) || inherits(element))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAnnotated(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(method -> method.getAnnotation(Fallback.class) != null);
  }
}
