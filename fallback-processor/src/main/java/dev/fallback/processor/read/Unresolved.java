package dev.fallback.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Finds types that do not exist yet, since another processor is to generate them. */
final class Unresolved {
  private Unresolved() {}

  static boolean in(List<? extends TypeMirror> types) {
    return types.stream().anyMatch(Unresolved::in);
  }

  static boolean in(TypeMirror type) {
    return in(type, new HashSet<>());
  }

  /**
   * @param open variables that are looked at, whose bounds may mention them again
   */
  private static boolean in(@Nullable TypeMirror type, Set<Element> open) {
    if (type == null) {
      return false; // a wildcard without that bound
    } else if (type.getKind() == TypeKind.ERROR) {
      return true;
    } else if (type instanceof DeclaredType declared) {
      return anyIn(declared.getTypeArguments(), open);
    } else if (type instanceof ArrayType array) {
      return in(array.getComponentType(), open);
    } else if (type instanceof WildcardType wildcard) {
      return in(wildcard.getExtendsBound(), open) || in(wildcard.getSuperBound(), open);
    } else if (type instanceof TypeVariable variable) {
      return open.add(variable.asElement()) && in(variable.getUpperBound(), open);
    } else if (type instanceof IntersectionType several) {
      return anyIn(several.getBounds(), open);
    }
    return false;
  }

  private static boolean anyIn(List<? extends TypeMirror> types, Set<Element> open) {
    return types.stream().anyMatch(type -> in(type, open));
  }
}
