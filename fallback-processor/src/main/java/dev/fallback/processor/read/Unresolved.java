package dev.fallback.processor.read;

import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds types that do not exist yet, since another processor is to generate them. */
final class Unresolved {
  private Unresolved() {}

  static boolean in(List<? extends TypeMirror> types) {
    return types.stream().anyMatch(Unresolved::in);
  }

  static boolean in(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return true;
    } else if (type instanceof DeclaredType declared) {
      return in(declared.getTypeArguments());
    } else if (type instanceof ArrayType array) {
      return in(array.getComponentType());
    }
    return false;
  }
}
