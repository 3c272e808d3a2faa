package dev.fallback.processor.read;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Container;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredShape;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads Java types as stored shapes, or says everything that stands against it. */
final class TypeReader {
  private static final String JACKSON = "com.fasterxml.jackson.databind.ObjectMapper";

  private final Elements elements;
  private final Types types;
  private final Visibility visibility;
  private final ConverterReader converters;
  private final CompositeReader composites;

  TypeReader(
      Elements elements,
      Types types,
      Visibility visibility,
      AnnotationReader annotations,
      Places places) {
    this.elements = elements;
    this.types = types;
    this.visibility = visibility;
    this.converters = new ConverterReader(types, visibility, this);
    this.composites = new CompositeReader(elements, types, visibility, annotations, places, this);
  }

  /**
   * Reads a type where {@code @Stored} may say how it is stored.
   *
   * @throws UnresolvedException when it, or a part of it, does not exist yet
   */
  ShapeFacts read(TypeMirror type, Optional<StoredFacts> stored, TypePath path) {
    if (stored.isEmpty()) {
      return read(type, path);
    }
    StoredFacts facts = stored.get();
    TypeMirror converter = facts.with();
    String useless = facts.contradiction();
    if (useless.isEmpty() && path.isStart()) {
      useless = facts.withoutField();
    }
    if (!useless.isEmpty()) {
      return Problems.at(facts.place(), Kind.STORED, type, path, useless);
    } else if (converter != null) {
      return converters.read(type, converter, facts, path);
    } else if (facts.isJson()) {
      return json(type, path);
    }
    ShapeFacts found = read(type, path.withMillis(path.millis() || facts.isMillis()));
    boolean noInstant =
        facts.isMillis() && found.shape().map(shape -> !hasMillis(shape)).orElse(false);
    return noInstant
        ? Problems.at(
            facts.as().place(),
            Kind.STORED,
            type,
            path,
            "holds no Instant, so as = MILLIS has no effect; leave it out, or write it at the"
                + " component that holds one")
        : found;
  }

  /**
   * Reads a type.
   *
   * @throws UnresolvedException when it, or a part of it, does not exist yet
   */
  ShapeFacts read(TypeMirror type, TypePath path) {
    if (type.getKind() == TypeKind.ERROR) {
      throw new UnresolvedException();
    }
    Optional<ShapeFacts> scalar = scalar(TypeName.get(type), path);
    if (scalar.isPresent()) {
      return scalar.get();
    } else if (type instanceof ArrayType array) {
      return array(array, path);
    } else if (type instanceof DeclaredType declared) {
      return declared(declared, path);
    }
    return Problems.of(
        type.getKind() == TypeKind.WILDCARD || type.getKind() == TypeKind.TYPEVAR
            ? Kind.UNSPECIFIED
            : Kind.UNKNOWN,
        type,
        path);
  }

  /** Any type that generated code can name, as JSON. */
  ShapeFacts json(TypeMirror type, TypePath path) {
    if (Unresolved.in(type)) {
      throw new UnresolvedException();
    } else if (!visibility.canSeeAll(type)) {
      return Problems.of(Kind.INVISIBLE, type, path);
    } else if (!visibility.inModule() && elements.getTypeElement(JACKSON) == null) {
      return Problems.of(
          Kind.STORED,
          type,
          path,
          "is to be stored as JSON by Jackson, which is not on the class path; add"
              + " com.fasterxml.jackson.core:jackson-databind");
    }
    return ShapeFacts.of(new StoredShape.Json(TypeName.get(type)));
  }

  private ShapeFacts array(ArrayType type, TypePath path) {
    TypeMirror element = type.getComponentType();
    if (element instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty()) {
      return Problems.of(
          Kind.UNKNOWN, type, path, "is an array of a generic type; use a List instead");
    }
    return Problems.map(read(element, path), StoredShape.ArrayOf::new);
  }

  private ShapeFacts declared(DeclaredType type, TypePath path) {
    TypeElement element = (TypeElement) type.asElement();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty() && !element.getTypeParameters().isEmpty()) {
      return Problems.of(Kind.UNSPECIFIED, type, path);
    }
    String name = element.getQualifiedName().toString();
    if (name.equals("java.util.Optional")) {
      return Problems.map(read(arguments.get(0), path), StoredShape.Maybe::new);
    }
    return Container.of(name)
        .map(container -> container(container, type, path))
        .orElseGet(() -> composites.read(type, element, path));
  }

  private ShapeFacts container(Container container, DeclaredType type, TypePath path) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (container.isSorted() && !isComparable(arguments.get(0))) {
      return Problems.of(
          Kind.UNKNOWN,
          type,
          path,
          "is sorted, and "
              + arguments.get(0)
              + " has no order of its own; let it implement"
              + " Comparable, or use "
              + (container.kind() == Container.Kind.MAP ? "Map" : "Set"));
    }
    List<ShapeFacts> parts = arguments.stream().map(argument -> read(argument, path)).toList();
    return Problems.all(
        parts,
        shapes ->
            switch (container.kind()) {
              case LIST -> new StoredShape.ListOf(container, shapes.get(0));
              case SET -> new StoredShape.SetOf(container, shapes.get(0));
              case MAP -> new StoredShape.MapOf(container, shapes.get(0), shapes.get(1));
            });
  }

  private boolean isComparable(TypeMirror type) {
    TypeElement comparable = elements.getTypeElement("java.lang.Comparable");
    return comparable == null
        || types.isAssignable(types.erasure(type), types.erasure(comparable.asType()));
  }

  private static Optional<ShapeFacts> scalar(TypeName type, TypePath path) {
    return Scalar.of(type)
        .map(row -> row == Scalar.INSTANT && path.millis() ? Scalar.INSTANT_MILLIS : row)
        .map(row -> ShapeFacts.of(new StoredShape.Plain(row, type)));
  }

  private static boolean hasMillis(StoredShape shape) {
    return shape instanceof StoredShape.Plain plain
        ? plain.scalar() == Scalar.INSTANT_MILLIS
        : !(shape instanceof StoredShape.Composite)
            && shape.parts().stream().anyMatch(TypeReader::hasMillis);
  }
}
