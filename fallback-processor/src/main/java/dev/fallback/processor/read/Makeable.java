package dev.fallback.processor.read;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Whether generated code can make an object of a user's class. */
final class Makeable {
  private final Visibility visibility;

  Makeable(Visibility visibility) {
    this.visibility = visibility;
  }

  /** Why not, to follow the class's name; empty where it can. */
  String problem(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS
        || type.getModifiers().contains(Modifier.ABSTRACT)
        || isInner(type)
        || !type.getTypeParameters().isEmpty()) {
      return "is abstract, generic or an inner class; name a class of its own, or a static one";
    } else if (!visibility.canSee(type)) {
      return "is not visible to generated code in the service's package; make it public, or"
          + " package-private there";
    }
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty() && visibility.canSee(constructor)) {
        return constructor.getThrownTypes().isEmpty()
            ? ""
            : "has a constructor that throws; generated code calls it where nobody can catch";
      }
    }
    return "has no visible constructor without parameters; give it one";
  }

  /** Whether an object of the class needs one of the class around it. */
  static boolean isInner(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement
        && !type.getModifiers().contains(Modifier.STATIC);
  }
}
