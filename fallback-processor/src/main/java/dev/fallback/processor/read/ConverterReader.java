package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.annotation.StoredConverter;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredShape;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Reads what users' converters turn a type into. */
final class ConverterReader {
  private final Types types;
  private final Visibility visibility;
  private final TypeReader reader;

  ConverterReader(Types types, Visibility visibility, TypeReader reader) {
    this.types = types;
    this.visibility = visibility;
    this.reader = reader;
  }

  ShapeFacts read(TypeMirror type, TypeMirror converter, StoredFacts facts, TypePath path) {
    if (!visibility.canSeeAll(type)) {
      return Problems.of(Kind.INVISIBLE, type, path);
    }
    TypeElement element = (TypeElement) ((DeclaredType) converter).asElement();
    String unusable = new Makeable(visibility).problem(element);
    if (!unusable.isEmpty()) {
      return problem(facts, type, path, element, unusable);
    }
    Optional<DeclaredType> contract = contract(element.asType());
    if (contract.isEmpty() || contract.get().getTypeArguments().size() != 2) {
      return problem(
          facts,
          type,
          path,
          element,
          "does not say its types; write StoredConverter<" + type + ", …>");
    }
    TypeMirror from = contract.get().getTypeArguments().get(0);
    TypeMirror to = contract.get().getTypeArguments().get(1);
    TypeMirror boxed =
        type.getKind().isPrimitive()
            ? types.boxedClass(types.getPrimitiveType(type.getKind())).asType()
            : type;
    if (!types.isSameType(from, boxed)) {
      return problem(facts, type, path, element, "converts " + from + ", not " + boxed);
    }
    ShapeFacts stored =
        reader.read(to, path.step(element.getSimpleName() + " to " + TypeName.get(to)));
    if (stored.shape().map(StoredShape::absentIsNull).orElse(false)) {
      return problem(
          facts,
          type,
          path,
          element,
          "converts to "
              + to
              + ", which may be absent; convert to its"
              + " value, since null is stored as null without asking");
    }
    return Problems.map(
        stored,
        shape -> new StoredShape.Converted(TypeName.get(type), ClassName.get(element), shape));
  }

  private static ShapeFacts problem(
      StoredFacts facts, TypeMirror type, TypePath path, TypeElement converter, String what) {
    return Problems.at(
        facts.place(), Kind.CONVERTER, type, path, converter.getSimpleName() + " " + what);
  }

  private Optional<DeclaredType> contract(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    DeclaredType declared = (DeclaredType) type;
    if (((TypeElement) declared.asElement())
        .getQualifiedName()
        .contentEquals(StoredConverter.class.getName())) {
      return Optional.of(declared);
    }
    return types.directSupertypes(type).stream()
        .flatMap(parent -> contract(parent).stream())
        .findFirst();
  }
}
