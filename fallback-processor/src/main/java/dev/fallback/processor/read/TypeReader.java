package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Reads Java types as stored shapes, or says everything that stands against it. */
final class TypeReader {
  /** How often one generic type may be open with ever other arguments: it grows without end. */
  private static final int MAX_NESTING = 8;

  private final Types types;
  private final Visibility visibility;
  private final Variants variants;

  TypeReader(Types types, Visibility visibility) {
    this.types = types;
    this.visibility = visibility;
    this.variants = new Variants(types);
  }

  /**
   * Reads a type.
   *
   * @throws UnresolvedException when it, or a part of it, does not exist yet
   */
  ShapeFacts read(TypeMirror type, TypePath path) {
    if (type.getKind() == TypeKind.ERROR) {
      throw new UnresolvedException();
    } else if (type.getKind().isPrimitive()) {
      return scalar(TypeName.get(type)).orElseGet(() -> problem(Kind.UNKNOWN, type, path));
    } else if (!(type instanceof DeclaredType declared)) {
      return problem(
          type.getKind() == TypeKind.WILDCARD ? Kind.UNSPECIFIED : Kind.UNKNOWN, type, path);
    } else {
      return declared(declared, path);
    }
  }

  private ShapeFacts declared(DeclaredType type, TypePath path) {
    TypeElement element = (TypeElement) type.asElement();
    if (type.getTypeArguments().isEmpty() && !element.getTypeParameters().isEmpty()) {
      return problem(Kind.UNSPECIFIED, type, path);
    }
    Optional<ShapeFacts> scalar = scalar(TypeName.get(type));
    if (scalar.isPresent()) {
      return scalar.get();
    }
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return switch (element.getQualifiedName().toString()) {
      case "java.util.Optional" -> map(read(arguments.get(0), path), StoredShape.Maybe::new);
      case "java.util.List" -> map(read(arguments.get(0), path), StoredShape.ListOf::new);
      case "java.util.Set" -> map(read(arguments.get(0), path), StoredShape.SetOf::new);
      case "java.util.Map" ->
          all(
              List.of(read(arguments.get(0), path), read(arguments.get(1), path)),
              parts -> new StoredShape.MapOf(parts.get(0), parts.get(1)));
      default -> own(type, element, path);
    };
  }

  /** A type of the user's. */
  private ShapeFacts own(DeclaredType type, TypeElement element, TypePath path) {
    boolean isSum =
        element.getKind() == ElementKind.INTERFACE
            && element.getModifiers().contains(Modifier.SEALED);
    if (!isSum
        && element.getKind() != ElementKind.RECORD
        && element.getKind() != ElementKind.ENUM) {
      return problem(Kind.UNKNOWN, type, path);
    } else if (!visibility.canSee(element)) {
      return problem(Kind.INVISIBLE, type, path);
    } else if (element.getKind() == ElementKind.ENUM) {
      return ShapeFacts.of(new StoredShape.Choice(ClassName.get(element)));
    } else if (grows(type, path)) {
      return problem(Kind.RECURSIVE, type, path);
    }
    TypePath inside = path.into(TypeName.get(type));
    return isSum ? sum(type, element, inside) : product(type, element, inside);
  }

  private ShapeFacts product(DeclaredType type, TypeElement element, TypePath path) {
    List<ShapeFacts> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      TypeMirror found =
          ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
      names.add(name);
      parts.add(read(found, path.step(element.getSimpleName() + "." + name)));
    }
    return all(
        parts,
        shapes -> {
          List<Component> components = new ArrayList<>();
          for (int i = 0; i < shapes.size(); i++) {
            components.add(new Component(names.get(i), shapes.get(i)));
          }
          return new StoredShape.Product(TypeName.get(type), components);
        });
  }

  private ShapeFacts sum(DeclaredType type, TypeElement element, TypePath path) {
    List<ShapeFacts> parts = new ArrayList<>();
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      if (permitted.getKind() == TypeKind.ERROR) {
        throw new UnresolvedException();
      }
      TypePath step = path.step(element.getSimpleName() + " permits " + Variants.name(permitted));
      parts.add(
          variants
              .under(type, permitted)
              .map(variant -> read(variant, step))
              .orElseGet(() -> problem(Kind.UNSPECIFIED, permitted, step)));
    }
    return all(parts, shapes -> new StoredShape.Sum(TypeName.get(type), shapes));
  }

  private boolean grows(DeclaredType type, TypePath path) {
    TypeName name = TypeName.get(type);
    String raw = ClassName.get((TypeElement) type.asElement()).toString();
    long nesting =
        path.open().stream().filter(open -> open.toString().split("<", 2)[0].equals(raw)).count();
    return path.open().contains(name) || nesting >= MAX_NESTING;
  }

  private static Optional<ShapeFacts> scalar(TypeName type) {
    return Scalar.of(type).map(row -> ShapeFacts.of(new StoredShape.Plain(row, type)));
  }

  private static ShapeFacts problem(Kind kind, TypeMirror type, TypePath path) {
    return ShapeFacts.of(
        List.of(new ShapeProblem(kind, TypeName.get(type).toString(), path.owner(), path.text())));
  }

  private static ShapeFacts map(ShapeFacts part, Function<StoredShape, StoredShape> whole) {
    return part.shape().isPresent() ? ShapeFacts.of(whole.apply(part.shape().get())) : part;
  }

  private static ShapeFacts all(
      List<ShapeFacts> parts, Function<List<StoredShape>, StoredShape> whole) {
    List<ShapeProblem> problems = parts.stream().flatMap(p -> p.problems().stream()).toList();
    return problems.isEmpty()
        ? ShapeFacts.of(whole.apply(parts.stream().map(p -> p.shape().orElseThrow()).toList()))
        : ShapeFacts.of(problems);
  }
}
