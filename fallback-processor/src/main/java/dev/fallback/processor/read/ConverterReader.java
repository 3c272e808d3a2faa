package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.annotation.StoredConverter;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredShape;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
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
    TypeElement element = (TypeElement) ((DeclaredType) converter).asElement();
    String unusable = unusable(element);
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

  private String unusable(TypeElement converter) {
    boolean inner =
        converter.getEnclosingElement() instanceof TypeElement
            && !converter.getModifiers().contains(Modifier.STATIC);
    if (converter.getKind() != ElementKind.CLASS
        || converter.getModifiers().contains(Modifier.ABSTRACT)
        || inner
        || !converter.getTypeParameters().isEmpty()) {
      return "is abstract, generic or an inner class; name a class of its own, or a static one";
    } else if (!visibility.canSee(converter)) {
      return "is not visible to generated code in the service's package; make it public, or"
          + " package-private there";
    }
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(converter.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty() && visibility.canSee(constructor)) {
        return "";
      }
    }
    return "has no visible constructor without parameters; give it one";
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
