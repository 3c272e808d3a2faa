package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The methods that an implementation of an interface has, inherited ones included. */
final class Members {
  private final Types types;

  Members(Types types) {
    this.types = types;
  }

  /** Own methods first, in order of declaration; what is overridden is left out. */
  List<ExecutableElement> of(TypeElement service) {
    DeclaredType type = (DeclaredType) service.asType();
    List<ExecutableElement> found = new ArrayList<>();
    for (TypeElement declarer : lineage(service)) {
      for (ExecutableElement method : ElementFilter.methodsIn(declarer.getEnclosedElements())) {
        boolean inherited = declarer.equals(service) || isOverridable(method);
        if (inherited && found.stream().noneMatch(m -> replaces(m, method, type))) {
          found.add(method);
        }
      }
    }
    return found;
  }

  static boolean isOverridable(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  private Set<TypeElement> lineage(TypeElement service) {
    Set<TypeElement> lineage = new LinkedHashSet<>();
    lineage.add(service);
    List<TypeElement> level = List.of(service);
    while (!level.isEmpty()) {
      List<TypeElement> next = new ArrayList<>();
      for (TypeElement type : level) {
        for (TypeMirror parent : type.getInterfaces()) {
          if (types.asElement(parent) instanceof TypeElement element
              && element.getKind() == ElementKind.INTERFACE) {
            next.add(element);
          }
        }
      }
      lineage.addAll(next);
      level = next;
    }
    return lineage;
  }

  private boolean replaces(ExecutableElement found, ExecutableElement method, DeclaredType type) {
    if (!found.getSimpleName().equals(method.getSimpleName())
        || !isOverridable(found)
        || !isOverridable(method)) {
      return false;
    }
    ExecutableType one = (ExecutableType) types.asMemberOf(type, found);
    ExecutableType other = (ExecutableType) types.asMemberOf(type, method);
    return types.isSubsignature(one, other) || types.isSubsignature(other, one);
  }
}
