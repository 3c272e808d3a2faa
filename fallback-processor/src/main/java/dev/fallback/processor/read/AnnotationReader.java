package dev.fallback.processor.read;

import com.palantir.javapoet.TypeName;
import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.FallbackDefaults;
import dev.fallback.annotation.NotKey;
import dev.fallback.annotation.Stored;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.AnnotationFacts.ErrorClass;
import dev.fallback.processor.model.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads the values of annotations, each with its place. */
final class AnnotationReader {
  private final Elements elements;
  private final Visibility visibility;
  private final Places places;

  AnnotationReader(Elements elements, Visibility visibility, Places places) {
    this.elements = elements;
    this.visibility = visibility;
    this.places = places;
  }

  /**
   * What {@code @Fallback} says of a method.
   *
   * @param service whose defaults come before those of the interface that declares the method
   */
  Optional<AnnotationFacts> fallback(Element method, Element service) {
    return mirror(method, Fallback.class)
        .map(
            found -> {
              Defaults values = new Defaults(new Written(method, found), defaults(method, service));
              return new AnnotationFacts(
                  values.text("maxAge"),
                  values.text("retention"),
                  values.text("timeout"),
                  values.text("softTimeout"),
                  values.text("softMaxAge"),
                  values.text("freshFor"),
                  errors(values.of("businessErrors"), "businessErrors"),
                  errors(values.of("forgetOn"), "forgetOn"),
                  values.located("shareBackendCalls", Boolean.class).value(),
                  located(method, found, "version", Integer.class),
                  located(method, found, "table", String.class),
                  values.text("profile"),
                  values.text("keyspace"));
            });
  }

  private List<Written> defaults(Element method, Element service) {
    return Stream.of(service, Objects.requireNonNull(method.getEnclosingElement()))
        .flatMap(
            type -> mirror(type, FallbackDefaults.class).map(m -> new Written(type, m)).stream())
        .toList();
  }

  /** An annotation where it stands. */
  private record Written(Element element, AnnotationMirror mirror) {
    boolean gives(String name) {
      return mirror.getElementValues().keySet().stream()
          .anyMatch(method -> method.getSimpleName().contentEquals(name));
    }
  }

  /** A method's own values, and those that stand in for what it does not give. */
  private final class Defaults {
    private final Written own;
    private final List<Written> defaults;

    Defaults(Written own, List<Written> defaults) {
      this.own = own;
      this.defaults = defaults;
    }

    Written of(String name) {
      return own.gives(name)
          ? own
          : defaults.stream().filter(written -> written.gives(name)).findFirst().orElse(own);
    }

    <T> Located<T> located(String name, Class<T> type) {
      Written from = of(name);
      return AnnotationReader.this.located(from.element(), from.mirror(), name, type);
    }

    Located<String> text(String name) {
      return located(name, String.class);
    }
  }

  /** The class that leads to the previous version. */
  Optional<Located<TypeMirror>> previous(Element method) {
    return mirror(method, Fallback.class)
        .flatMap(
            found -> {
              AnnotationValue value = value(found, "previous");
              if (!(value.getValue() instanceof TypeMirror type)
                  || type.getKind() == TypeKind.ERROR) {
                throw new UnresolvedException();
              }
              return type.getKind() == TypeKind.VOID
                  ? Optional.empty()
                  : Optional.of(new Located<>(type, places.of(method, found, value)));
            });
  }

  Optional<Located<String>> notKey(Element parameter) {
    return mirror(parameter, NotKey.class)
        .map(found -> located(parameter, found, "value", String.class));
  }

  /** Names of a constructor's parameters, where {@code @ConstructorProperties} gives them. */
  List<String> constructorProperties(ExecutableElement constructor) {
    return constructor.getAnnotationMirrors().stream()
        .filter(m -> m.getAnnotationType().toString().equals("java.beans.ConstructorProperties"))
        .flatMap(m -> ((List<?>) value(m, "value").getValue()).stream())
        .map(name -> String.valueOf(((AnnotationValue) name).getValue()))
        .toList();
  }

  Optional<StoredFacts> stored(Element element) {
    return mirror(element, Stored.class)
        .map(
            found ->
                new StoredFacts(
                    located(element, found, "name", String.class),
                    located(element, found, "was", String.class),
                    constant(element, found, "as"),
                    converter(found),
                    located(element, found, "missing", String.class),
                    places.of(element, found, null)));
  }

  private Located<String> constant(Element element, AnnotationMirror mirror, String name) {
    Located<VariableElement> constant = located(element, mirror, name, VariableElement.class);
    return new Located<>(constant.value().getSimpleName().toString(), constant.place());
  }

  private @Nullable TypeMirror converter(AnnotationMirror mirror) {
    if (!(value(mirror, "with").getValue() instanceof TypeMirror type)
        || type.getKind() == TypeKind.ERROR) {
      throw new UnresolvedException();
    }
    boolean none =
        ((TypeElement) ((DeclaredType) type).asElement())
            .getQualifiedName()
            .contentEquals(Stored.NoConverter.class.getCanonicalName());
    return none ? null : type;
  }

  private List<Located<ErrorClass>> errors(Written from, String name) {
    Element method = from.element();
    AnnotationMirror mirror = from.mirror();
    List<Located<ErrorClass>> errors = new ArrayList<>();
    for (Object entry : (List<?>) value(mirror, name).getValue()) {
      AnnotationValue value = (AnnotationValue) entry;
      if (!(value.getValue() instanceof TypeMirror type) || type.getKind() == TypeKind.ERROR) {
        throw new UnresolvedException();
      }
      boolean visible =
          type instanceof DeclaredType declared && visibility.canSee(declared.asElement());
      errors.add(
          new Located<>(
              new ErrorClass(TypeName.get(type), visible), places.of(method, mirror, value)));
    }
    return errors;
  }

  private <T> Located<T> located(
      Element element, AnnotationMirror mirror, String name, Class<T> type) {
    AnnotationValue value = value(mirror, name);
    if (!type.isInstance(value.getValue())) {
      // Of the wrong type: the compiler says so.
      throw new UnresolvedException();
    }
    boolean written = new Written(element, mirror).gives(name);
    return new Located<>(
        type.cast(value.getValue()), places.of(element, mirror, written ? value : null));
  }

  private AnnotationValue value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(mirror).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue();
      }
    }
    // A mandatory value was left out: the compiler says so, and we come back when it is there.
    throw new UnresolvedException();
  }

  private static Optional<AnnotationMirror> mirror(Element element, Class<?> annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation.getName())) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }
}
