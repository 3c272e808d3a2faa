package dev.fallback.processor.read;

import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Simple names that mean something else in generated code than they usually do: those of types that
 * a decorator inherits from its service, and those of {@code java.lang} that the package has too.
 */
final class HidingNames {
  private final Elements elements;

  HidingNames(Elements elements) {
    this.elements = elements;
  }

  Set<String> around(TypeElement service) {
    Set<String> names = new TreeSet<>();
    ElementFilter.typesIn(elements.getAllMembers(service))
        .forEach(type -> names.add(type.getSimpleName().toString()));
    ElementFilter.typesIn(elements.getPackageOf(service).getEnclosedElements()).stream()
        .map(type -> type.getSimpleName().toString())
        .filter(name -> elements.getTypeElement("java.lang." + name) != null)
        .forEach(names::add);
    return names;
  }

  /** Whether one that a decorator inherits hides a type of the service's package. */
  boolean hideNeighbours(TypeElement service) {
    Set<String> neighbours = new TreeSet<>();
    ElementFilter.typesIn(elements.getPackageOf(service).getEnclosedElements())
        .forEach(type -> neighbours.add(type.getSimpleName().toString()));
    return ElementFilter.typesIn(elements.getAllMembers(service)).stream()
        .anyMatch(type -> neighbours.contains(type.getSimpleName().toString()));
  }
}
