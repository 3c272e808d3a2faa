package dev.fallback.processor.read;

import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads plain classes as records: by their one visible constructor each of whose parameters has an
 * accessor of its name and type. Where there is none, or more than one, or where objects may hold
 * more than that constructor takes, it says so.
 */
final class ClassReader {
  private static final String WAYS_OUT = ", or store it as = JSON or with a converter";
  private static final String WORKED_OUT =
      " let the constructor take it, or make the field transient if the constructor works it out";

  private final Elements elements;
  private final Types types;
  private final Visibility visibility;
  private final AnnotationReader annotations;
  private final Places places;

  ClassReader(
      Elements elements,
      Types types,
      Visibility visibility,
      AnnotationReader annotations,
      Places places) {
    this.elements = elements;
    this.types = types;
    this.visibility = visibility;
    this.annotations = annotations;
    this.places = places;
  }

  /**
   * What was found.
   *
   * @param members empty when the class is not such a class
   * @param problem why not; empty where there is nothing to say
   */
  record Found(List<Member> members, String problem) {
    Found {
      members = List.copyOf(members);
    }

    static Found none(String problem) {
      return new Found(List.of(), problem);
    }
  }

  Found members(DeclaredType type, TypeElement element, TypePath path) {
    String packageName = elements.getPackageOf(element).getQualifiedName().toString();
    if (packageName.startsWith("java.") || packageName.startsWith("javax.")) {
      return Found.none("");
    } else if (element.getKind() != ElementKind.CLASS
        || element.getModifiers().contains(Modifier.ABSTRACT)) {
      return Found.none(KotlinClass.problem(element));
    } else if (Makeable.isInner(element)) {
      return Found.none("is an inner class, which needs the object around it; make it static");
    }
    Accessors accessors = new Accessors(elements, types, visibility, type);
    List<ExecutableElement> visible =
        ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
            .filter(one -> visibility.canSee(one) && !one.getParameters().isEmpty())
            .toList();
    List<List<Member>> fitting =
        visible.stream()
            .filter(one -> one.getThrownTypes().isEmpty() && one.getTypeParameters().isEmpty())
            .map(one -> members(type, accessors, one, path))
            .filter(members -> !members.isEmpty())
            .toList();
    return fitting.size() == 1
        ? found(fitting.get(0), accessors, element)
        : Found.none(
            fitting.isEmpty()
                ? none(type, accessors, visible)
                : "has several constructors whose parameters all have accessors, so it is not clear"
                    + " which one makes it; make it a record"
                    + WAYS_OUT);
  }

  /** One with state beside its constructor's parameters would come back without it. */
  private Found found(List<Member> members, Accessors accessors, TypeElement element) {
    List<String> names = members.stream().map(Member::name).toList();
    return accessors
        .lost(names)
        .map(
            setter ->
                "has "
                    + setter
                    + " for what its constructor does not take, which would be lost; let the"
                    + " constructor take it"
                    + WAYS_OUT)
        .or(
            () ->
                accessors
                    .lostState(names)
                    .map(
                        accessor ->
                            "has "
                                + accessor
                                + " for what its constructor does not take, which would be lost;"
                                + WORKED_OUT
                                + WAYS_OUT))
        .or(() -> hidden(names, accessors, element))
        .map(Found::none)
        .orElseGet(() -> new Found(members, ""));
  }

  /**
   * Who may call another constructor, a method of the class among them, makes objects that the one
   * that was found does not.
   */
  private Optional<String> hidden(List<String> names, Accessors accessors, TypeElement element) {
    return ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
        .filter(
            constructor -> !isCopy(constructor, element) && !names.containsAll(names(constructor)))
        .findFirst()
        .flatMap(
            constructor ->
                accessors
                    .hiddenState(names)
                    .map(
                        field ->
                            "has field %s, which its constructor (%s) does not take and another, (%s), may set, so that it would be lost;%s%s"
                                .formatted(
                                    field,
                                    String.join(", ", names),
                                    String.join(", ", names(constructor)),
                                    WORKED_OUT,
                                    WAYS_OUT)));
  }

  private boolean isCopy(ExecutableElement constructor, TypeElement element) {
    return constructor.getParameters().size() == 1
        && element.equals(types.asElement(constructor.getParameters().get(0).asType()));
  }

  /** Why no constructor fits. */
  private String none(
      DeclaredType type, Accessors accessors, List<ExecutableElement> constructors) {
    TypeElement element = (TypeElement) type.asElement();
    if (constructors.stream().flatMap(one -> names(one).stream()).anyMatch(Signature::isNameless)) {
      boolean kotlin = KotlinClass.is(element);
      return "is a %sclass whose file does not name its constructor's parameters; compile it with %s%s"
          .formatted(
              kotlin ? "Kotlin " : "", kotlin ? "-java-parameters" : "-parameters", WAYS_OUT);
    }
    String kotlin = KotlinClass.problem(element);
    if (!kotlin.isEmpty() || constructors.size() > 1) {
      return kotlin;
    } else if (constructors.isEmpty()) {
      return "has no visible constructor that takes what it holds; give it one, or make it a record"
          + WAYS_OUT;
    }
    ExecutableElement only = constructors.get(0);
    if (!only.getThrownTypes().isEmpty() || !only.getTypeParameters().isEmpty()) {
      return "has a constructor that throws checked exceptions, or has type parameters of its own;"
          + " give it a plain one"
          + WAYS_OUT;
    }
    List<? extends TypeMirror> parameters = parameters(type, only);
    List<String> names = names(only);
    return IntStream.range(0, names.size())
        .filter(i -> accessors.of(names.get(i), parameters.get(i)).isEmpty())
        .mapToObj(
            i ->
                "has no accessor %1$s(), get… or is… that gives a %2$s for its constructor's parameter %1$s; give it one%3$s"
                    .formatted(names.get(i), parameters.get(i), WAYS_OUT))
        .findFirst()
        .orElse("");
  }

  /** One a parameter; empty when one has no accessor. */
  private List<Member> members(
      DeclaredType type, Accessors accessors, ExecutableElement constructor, TypePath path) {
    List<? extends TypeMirror> parameters = parameters(type, constructor);
    List<String> names = names(constructor);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = constructor.getParameters().get(i);
      String name = names.get(i);
      Optional<ExecutableElement> accessor = accessors.of(name, parameters.get(i));
      if (accessor.isEmpty()) {
        return List.of();
      }
      members.add(
          new Member(
              name,
              accessor.get().getSimpleName().toString(),
              accessors.result(accessor.get()),
              stored(name, parameter, accessor.get()),
              places.of(parameter, path.place())));
    }
    return members;
  }

  private List<? extends TypeMirror> parameters(DeclaredType type, ExecutableElement constructor) {
    return ((ExecutableType) types.asMemberOf(type, constructor)).getParameterTypes();
  }

  /** As {@code @ConstructorProperties} has them, else as the class file or the source has them. */
  private List<String> names(ExecutableElement constructor) {
    List<String> written = annotations.constructorProperties(constructor);
    return written.size() == constructor.getParameters().size()
        ? written
        : constructor.getParameters().stream().map(p -> p.getSimpleName().toString()).toList();
  }

  /** Said at the parameter, the accessor or the field. */
  private Optional<StoredFacts> stored(
      String name, VariableElement parameter, ExecutableElement accessor) {
    Element type = Objects.requireNonNull(parameter.getEnclosingElement()).getEnclosingElement();
    List<Element> places = new ArrayList<>(List.of(parameter, accessor));
    ElementFilter.fieldsIn(Objects.requireNonNull(type).getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().contentEquals(name))
        .forEach(places::add);
    return places.stream().flatMap(place -> annotations.stored(place).stream()).findFirst();
  }
}
