package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
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
  private final Predicate<ExecutableElement> isAnnotated;

  Members(Types types, Predicate<ExecutableElement> isAnnotated) {
    this.types = types;
    this.isAnnotated = isAnnotated;
  }

  /**
   * A method that must be implemented.
   *
   * @param method the declaration that counts
   * @param narrowest the one whose return type an implementation must have
   * @param all every declaration, which an implementation must not throw more than
   */
  record Found(ExecutableElement method, ExecutableElement narrowest, List<ExecutableElement> all) {
    Found {
      all = List.copyOf(all);
    }

    Found(ExecutableElement method) {
      this(method, method, List.of(method));
    }
  }

  /** Own methods first, in order of declaration; what is overridden is left out. */
  List<Found> of(TypeElement service) {
    DeclaredType type = (DeclaredType) service.asType();
    List<Found> found = new ArrayList<>();
    for (TypeElement declarer : lineage(service)) {
      for (ExecutableElement method : ElementFilter.methodsIn(declarer.getEnclosedElements())) {
        if (declarer.equals(service) || isOverridable(method)) {
          add(method, type, found);
        }
      }
    }
    return found;
  }

  private void add(ExecutableElement method, DeclaredType type, List<Found> found) {
    for (int i = 0; i < found.size(); i++) {
      Found before = found.get(i);
      if (replaces(before.method(), method, type)) {
        found.set(i, merged(before, method, type));
        return;
      }
    }
    found.add(new Found(method));
  }

  /** The one that overrides the other counts; where neither does, the annotated one. */
  private Found merged(Found before, ExecutableElement method, DeclaredType type) {
    List<ExecutableElement> all = new ArrayList<>(before.all());
    all.add(method);
    if (isBelow(before.method(), method)) {
      return new Found(before.method(), before.narrowest(), all);
    }
    boolean narrower =
        !types.isSameType(returned(method, type), returned(before.narrowest(), type))
            && types.isSubtype(returned(method, type), returned(before.narrowest(), type));
    boolean counts =
        isBelow(method, before.method())
            || (isAnnotated.test(method) && !isAnnotated.test(before.method()));
    return new Found(
        counts ? method : before.method(), narrower ? method : before.narrowest(), all);
  }

  private boolean isBelow(ExecutableElement one, ExecutableElement other) {
    return types.isSubtype(declarer(one), declarer(other));
  }

  private TypeMirror declarer(ExecutableElement method) {
    return types.erasure(Objects.requireNonNull(method.getEnclosingElement()).asType());
  }

  private TypeMirror returned(ExecutableElement method, DeclaredType type) {
    return ((ExecutableType) types.asMemberOf(type, method)).getReturnType();
  }

  static boolean isOverridable(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  /** Whether Java can write its name: Kotlin has others. */
  static boolean isWritable(ExecutableElement method) {
    return SourceVersion.isName(method.getSimpleName());
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
