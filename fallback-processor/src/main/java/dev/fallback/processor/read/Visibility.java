package dev.fallback.processor.read;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Whether generated code, which lives in the service's package, can name a type. */
final class Visibility {
  private final Elements elements;
  private final Element home;

  /**
   * @param service whose package is the point of view
   */
  Visibility(Elements elements, Element service) {
    this.elements = elements;
    this.home = elements.getPackageOf(service);
  }

  /** Whether the service is in a named module, which sees what it requires only. */
  boolean inModule() {
    ModuleElement module = elements.getModuleOf(home);
    return module != null && !module.isUnnamed();
  }

  boolean canSee(Element type) {
    boolean samePackage = home.equals(elements.getPackageOf(type));
    return allAround(type, samePackage);
  }

  /** Whether it can name a type with all its arguments. */
  boolean canSeeAll(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return canSeeAll(array.getComponentType());
    } else if (type instanceof DeclaredType declared) {
      return canSee(declared.asElement())
          && declared.getTypeArguments().stream().allMatch(this::canSeeAll);
    } else if (type instanceof WildcardType wildcard) {
      return canSeeBound(wildcard.getExtendsBound()) && canSeeBound(wildcard.getSuperBound());
    }
    return true;
  }

  private boolean canSeeBound(@Nullable TypeMirror bound) {
    return bound == null || canSeeAll(bound);
  }

  static boolean isPublic(Element type) {
    return allAround(type, false);
  }

  private static boolean allAround(Element type, boolean samePackage) {
    for (@Nullable Element around = type;
        around != null && around.getKind() != ElementKind.PACKAGE;
        around = around.getEnclosingElement()) {
      boolean visible =
          samePackage
              ? !around.getModifiers().contains(Modifier.PRIVATE)
              : around.getModifiers().contains(Modifier.PUBLIC);
      if (!visible) {
        return false;
      }
    }
    return true;
  }
}
