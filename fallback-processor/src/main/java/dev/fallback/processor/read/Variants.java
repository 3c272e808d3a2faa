package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a sealed type with the type's type arguments put in: {@code Ok<T>} under {@code
 * Result<String>} is {@code Ok<String>}. One that cannot stand there, as {@code Number implements
 * Term<Long>} under {@code Term<String>}, is none; nor is one whose variables' bounds do not allow
 * it.
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
    if (Unresolved.in(sealed)) {
      throw new UnresolvedException();
    }
    List<Found> found = new ArrayList<>();
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      if (permitted.getKind() == TypeKind.ERROR) {
        throw new UnresolvedException();
      }
      TypeElement variant = (TypeElement) ((DeclaredType) permitted).asElement();
      Map<Element, TypeMirror> bound = new HashMap<>();
      if (fits(variant, sealed, bound) && isWithinBounds(variant, bound)) {
        found.add(bound(variant, bound));
      }
    }
    return found;
  }

  /** Their indices, such that each is before all that it extends; else in their order. */
  List<Integer> tests(List<Found> variants) {
    List<Integer> tests = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      TypeMirror variant = types.erasure(variants.get(i).type());
      int place = 0;
      while (place < tests.size()
          && !types.isSubtype(variant, types.erasure(variants.get(tests.get(place)).type()))) {
        place++;
      }
      tests.add(place, i);
    }
    return tests;
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

  /** Whether the variant's variables may be what is put in: {@code T extends Number} no text. */
  private boolean isWithinBounds(TypeElement variant, Map<Element, TypeMirror> bound) {
    return variant.getTypeParameters().stream()
        .filter(bound::containsKey)
        .filter(parameter -> isKnown(Objects.requireNonNull(bound.get(parameter))))
        .allMatch(
            parameter ->
                parameter.getBounds().stream()
                    .map(each -> replaced(each, bound))
                    .allMatch(
                        each ->
                            types.isSubtype(Objects.requireNonNull(bound.get(parameter)), each)));
  }

  /** Wildcards and variables are told elsewhere. */
  private static boolean isKnown(TypeMirror argument) {
    return argument instanceof DeclaredType || argument instanceof ArrayType;
  }

  /** A type with the variables' types put in. */
  private TypeMirror replaced(TypeMirror type, Map<Element, TypeMirror> bound) {
    if (type.getKind() == TypeKind.TYPEVAR) {
      return bound.getOrDefault(types.asElement(type), type);
    } else if (type instanceof ArrayType array) {
      return types.getArrayType(replaced(array.getComponentType(), bound));
    } else if (type instanceof WildcardType wildcard) {
      return types.getWildcardType(
          replacedBound(wildcard.getExtendsBound(), bound),
          replacedBound(wildcard.getSuperBound(), bound));
    } else if (type instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty()) {
      return types.getDeclaredType(
          (TypeElement) declared.asElement(),
          declared.getTypeArguments().stream()
              .map(argument -> replaced(argument, bound))
              .toArray(TypeMirror[]::new));
    }
    return type;
  }

  private @Nullable TypeMirror replacedBound(
      @Nullable TypeMirror type, Map<Element, TypeMirror> bound) {
    return type == null ? null : replaced(type, bound);
  }

  /** Whether some types for the variables make both the same; such types are put into the map. */
  private boolean unify(TypeMirror formal, TypeMirror actual, Map<Element, TypeMirror> bound) {
    if (formal.getKind() == TypeKind.TYPEVAR) {
      if (actual.getKind().isPrimitive()) {
        return false; // an array's items: no T[] is an int[]
      }
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
