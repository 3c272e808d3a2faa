package dev.fallback.processor.read;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.StoredName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Names of types in CQL. A generic type is called after its arguments, as {@code page_of_user}, and
 * a chosen name counts wherever the type is mentioned.
 */
final class Naming {
  private final AnnotationReader annotations;
  private final Places places;

  Naming(AnnotationReader annotations, Places places) {
    this.annotations = annotations;
    this.places = places;
  }

  /** Name of a record's, class's or sealed type's user-defined type. */
  StoredName of(
      DeclaredType type, TypeElement element, Optional<StoredFacts> stored, TypePath path) {
    String derived = name(type);
    Place place = places.of(element, path.place());
    StoredName own = StoredFacts.name(stored, () -> CqlName.typeName(derived), place);
    return own.isChosen() ? new StoredName(derived, true, own.place()) : own;
  }

  /** Name of a variant's field, which may be called as no type can. */
  StoredName ofVariant(DeclaredType type, TypeElement element, Place place) {
    StoredName own = StoredFacts.name(annotations.stored(element), () -> name(type), place);
    return own.isChosen() ? new StoredName(name(type), true, own.place()) : own;
  }

  private String name(TypeMirror type) {
    if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement e) {
      String own =
          StoredFacts.name(
                  annotations.stored(e),
                  () -> CqlName.of(e.getSimpleName().toString()),
                  places.of(e))
              .text();
      List<? extends TypeMirror> arguments = declared.getTypeArguments();
      return arguments.isEmpty()
          ? own
          : own + "_of_" + arguments.stream().map(this::name).collect(Collectors.joining("_and_"));
    } else if (type instanceof ArrayType array) {
      return name(array.getComponentType()) + "_array";
    }
    return CqlName.of(TypeName.get(type));
  }
}
