package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The variants of a sealed type with the type's type arguments put in: {@code Ok<T>} under {@code
 * Result<String>} is {@code Ok<String>}. One that cannot stand there, as {@code Number implements
 * Term<Long>} under {@code Term<String>}, is none.
 */
final class Variants {
  private final Types types;

  Variants(Types types) {
    this.types = types;
  }

  /**
   * A variant.
   *
   * @param specified whether the sealed type's arguments say all of the variant's
   */
  record Found(DeclaredType type, boolean specified) {}

  /** In the order in which the sealed type permits them. */
  List<Found> under(DeclaredType sealed, TypeElement element) {
    List<Found> found = new ArrayList<>();
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      if (permitted.getKind() == TypeKind.ERROR) {
        throw new UnresolvedException();
      }
      TypeElement variant = (TypeElement) ((DeclaredType) permitted).asElement();
      Map<Element, TypeMirror> bound = new HashMap<>();
      if (fits(variant, sealed, bound)) {
        found.add(bound(variant, bound));
      }
    }
    return found;
  }

  private Found bound(TypeElement variant, Map<Element, TypeMirror> bound) {
    List<TypeMirror> arguments = new ArrayList<>();
    for (TypeParameterElement parameter : variant.getTypeParameters()) {
      TypeMirror argument = bound.get(parameter);
      if (argument == null) {
        return new Found((DeclaredType) variant.asType(), false);
      }
      arguments.add(argument);
    }
    return new Found(types.getDeclaredType(variant, arguments.toArray(new TypeMirror[0])), true);
  }

  private boolean fits(TypeElement variant, DeclaredType sealed, Map<Element, TypeMirror> bound) {
    for (TypeMirror supertype : types.directSupertypes(variant.asType())) {
      if (supertype instanceof DeclaredType declared
          && declared.asElement().equals(sealed.asElement())) {
        return unify(declared, sealed, bound);
      }
    }
    return true;
  }

  /** Whether some types for the variables make both the same; such types are put into the map. */
  private boolean unify(TypeMirror formal, TypeMirror actual, Map<Element, TypeMirror> bound) {
    if (formal.getKind() == TypeKind.TYPEVAR) {
      TypeMirror before = bound.putIfAbsent(types.asElement(formal), actual);
      return before == null || types.isSameType(before, actual);
    } else if (formal instanceof ArrayType one && actual instanceof ArrayType other) {
      return unify(one.getComponentType(), other.getComponentType(), bound);
    } else if (formal instanceof DeclaredType one && actual instanceof DeclaredType other) {
      List<? extends TypeMirror> arguments = one.getTypeArguments();
      boolean alike =
          one.asElement().equals(other.asElement())
              && arguments.size() == other.getTypeArguments().size();
      for (int i = 0; alike && i < arguments.size(); i++) {
        alike = unify(arguments.get(i), other.getTypeArguments().get(i), bound);
      }
      return alike;
    }
    return types.isSameType(formal, actual);
  }
}
