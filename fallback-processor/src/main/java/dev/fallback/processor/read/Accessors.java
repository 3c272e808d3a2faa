package dev.fallback.processor.read;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods of a class that give, or change, what its constructor was given. */
final class Accessors {
  /** Methods that are given something and change nothing; {@code canEqual} is Lombok's. */
  private static final Set<String> COMPARING = Set.of("equals", "compareTo", "canEqual");

  private final Elements elements;
  private final Types types;
  private final Visibility visibility;
  private final DeclaredType type;
  private final List<ExecutableElement> methods;

  Accessors(Elements elements, Types types, Visibility visibility, DeclaredType type) {
    this.elements = elements;
    this.types = types;
    this.visibility = visibility;
    this.type = type;
    this.methods =
        ElementFilter.methodsIn(elements.getAllMembers((TypeElement) type.asElement())).stream()
            .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
            .filter(method -> SourceVersion.isIdentifier(method.getSimpleName()))
            .filter(this::isVisible)
            .toList();
  }

  /** A public method is inherited from a class that nobody else sees, too. */
  private boolean isVisible(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PUBLIC) || visibility.canSee(method);
  }

  /**
   * The first of {@code x()}, {@code getX()} and {@code isX()} whose result the constructor takes.
   * It may say more of it than the constructor: Kotlin's takes {@code List<? extends Way>} for a
   * {@code List<Way>}.
   */
  Optional<ExecutableElement> of(String name, TypeMirror wanted) {
    return Stream.of(name, "get" + capital(name), "is" + capital(name))
        .flatMap(
            each -> methods.stream().filter(method -> method.getSimpleName().contentEquals(each)))
        .filter(method -> method.getParameters().isEmpty() && method.getThrownTypes().isEmpty())
        .filter(method -> gives(method, wanted))
        .findFirst();
  }

  private boolean gives(ExecutableElement method, TypeMirror wanted) {
    TypeMirror given = result(method);
    return types.isSameType(given, wanted)
        || given instanceof DeclaredType
            && wanted instanceof DeclaredType
            && types.isSameType(types.erasure(given), types.erasure(wanted))
            && types.isSubtype(given, wanted);
  }

  TypeMirror result(ExecutableElement method) {
    return ((ExecutableType) types.asMemberOf(type, method)).getReturnType();
  }

  /** A property that can be set, and is none of the names: it would be lost. */
  Optional<String> lost(List<String> names) {
    Set<String> kept = names.stream().flatMap(Accessors::properties).collect(Collectors.toSet());
    return methods.stream()
        .filter(method -> method.getParameters().size() == 1)
        .map(method -> method.getSimpleName().toString())
        .filter(name -> name.matches("set\\p{Lu}.*") && !kept.contains(name.substring(3)))
        .findFirst();
  }

  /** What follows "set" in the name of a setter: of {@code isActive} also {@code Active}. */
  private static Stream<String> properties(String name) {
    return name.matches("is\\p{Lu}.*")
        ? Stream.of(capital(name), name.substring(2))
        : Stream.of(capital(name));
  }

  /**
   * An accessor of a field that may hold what no constructor was given: one that can be assigned,
   * or a collection, map or array that can be filled. The field itself where everyone sees that, or
   * where there is a method that may change it. What the constructor works out is no such field if
   * it is of another type, or transient.
   */
  Optional<String> lostState(List<String> names) {
    return others(names)
        .filter(field -> !field.getModifiers().contains(Modifier.FINAL) || isFillable(field))
        .flatMap(field -> accessor(field).stream())
        .findFirst();
  }

  private Optional<String> accessor(VariableElement field) {
    String name = field.getSimpleName().toString();
    return of(name, types.asMemberOf(type, field))
        .map(accessor -> accessor.getSimpleName() + "()")
        .or(
            () ->
                visibility.canSee(field) || isChanged()
                    ? Optional.of("field " + name)
                    : Optional.empty());
  }

  /** Whether a method is given something by which it may change a field. */
  private boolean isChanged() {
    return methods.stream()
        .filter(method -> !method.getParameters().isEmpty())
        .filter(method -> !COMPARING.contains(method.getSimpleName().toString()))
        .map(method -> (TypeElement) method.getEnclosingElement())
        .anyMatch(owner -> !owner.getQualifiedName().contentEquals("java.lang.Object"));
  }

  /** A field that the names do not tell of, so that another constructor may have set it. */
  Optional<String> hiddenState(List<String> names) {
    return others(names).map(field -> field.getSimpleName().toString()).findFirst();
  }

  /** The fields of each object that are none of the names, and not transient. */
  private Stream<VariableElement> others(List<String> names) {
    return fields()
        .filter(field -> !names.contains(field.getSimpleName().toString()))
        .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
        .filter(field -> !field.getModifiers().contains(Modifier.TRANSIENT));
  }

  /** Those of the class and of its superclasses, private ones too. */
  private Stream<VariableElement> fields() {
    return Stream.iterate(
            (TypeElement) type.asElement(),
            Objects::nonNull,
            each -> (TypeElement) types.asElement(each.getSuperclass()))
        .flatMap(each -> ElementFilter.fieldsIn(each.getEnclosedElements()).stream())
        .filter(field -> SourceVersion.isIdentifier(field.getSimpleName()));
  }

  private boolean isFillable(VariableElement field) {
    TypeMirror erased = types.erasure(field.asType());
    return erased.getKind() == TypeKind.ARRAY
        || erased instanceof DeclaredType
            && Stream.of("java.util.Collection", "java.util.Map")
                .map(elements::getTypeElement)
                .filter(Objects::nonNull)
                .anyMatch(each -> types.isSubtype(erased, types.erasure(each.asType())));
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
