package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The variants of a sealed type with the type's type arguments put in: {@code Ok<T>} under {@code
 * Result<String>} is {@code Ok<String>}.
 */
final class Variants {
  private final Types types;

  Variants(Types types) {
    this.types = types;
  }

  /** Empty when the interface's arguments do not say the variant's. */
  Optional<DeclaredType> under(DeclaredType sealed, TypeMirror permitted) {
    TypeElement element = (TypeElement) ((DeclaredType) permitted).asElement();
    List<TypeMirror> arguments = new ArrayList<>();
    for (TypeParameterElement parameter : element.getTypeParameters()) {
      int index = indexOf(parameter, element, sealed);
      if (index < 0) {
        return Optional.empty();
      }
      arguments.add(sealed.getTypeArguments().get(index));
    }
    return Optional.of(types.getDeclaredType(element, arguments.toArray(new TypeMirror[0])));
  }

  private int indexOf(TypeParameterElement parameter, TypeElement variant, DeclaredType sealed) {
    for (TypeMirror supertype : types.directSupertypes(variant.asType())) {
      if (supertype instanceof DeclaredType declared
          && declared.asElement().equals(sealed.asElement())) {
        for (int i = 0; i < declared.getTypeArguments().size(); i++) {
          if (types.isSameType(declared.getTypeArguments().get(i), parameter.asType())) {
            return i;
          }
        }
      }
    }
    return -1;
  }
}
