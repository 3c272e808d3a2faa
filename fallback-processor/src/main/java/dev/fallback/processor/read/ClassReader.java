package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * accessor of its name and type. Where there is none, or more than one, it says so.
 */
final class ClassReader {
  private static final Pattern NAMELESS = Pattern.compile("arg\\d+|p\\d+");

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
    if (element.getKind() != ElementKind.CLASS
        || element.getModifiers().contains(Modifier.ABSTRACT)
        || packageName.startsWith("java.")
        || packageName.startsWith("javax.")) {
      return Found.none("");
    }
    List<List<Member>> fitting = new ArrayList<>();
    boolean nameless = false;
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(element.getEnclosedElements())) {
      if (visibility.canSee(constructor) && !constructor.getParameters().isEmpty()) {
        List<Member> members = members(type, element, constructor, path);
        if (members.size() == constructor.getParameters().size()) {
          fitting.add(members);
        }
        nameless |=
            constructor.getParameters().stream()
                .anyMatch(p -> NAMELESS.matcher(p.getSimpleName()).matches());
      }
    }
    if (fitting.size() == 1) {
      return new Found(fitting.get(0), "");
    } else if (fitting.size() > 1) {
      return Found.none(
          "has several constructors whose parameters all have accessors, so it is not clear which"
              + " one makes it; make it a record, or store it as = JSON or with a converter");
    } else if (nameless) {
      return Found.none(unnamed(element));
    }
    return Found.none("");
  }

  private static String unnamed(TypeElement element) {
    boolean kotlin =
        element.getAnnotationMirrors().stream()
            .anyMatch(m -> m.getAnnotationType().toString().equals("kotlin.Metadata"));
    return "is a "
        + (kotlin ? "Kotlin " : "")
        + "class whose file does not name its constructor's parameters; compile it with "
        + (kotlin ? "-java-parameters" : "-parameters")
        + ", or store it as = JSON or with a converter";
  }

  private List<Member> members(
      DeclaredType type, TypeElement element, ExecutableElement constructor, TypePath path) {
    ExecutableType signature = (ExecutableType) types.asMemberOf(type, constructor);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < constructor.getParameters().size(); i++) {
      VariableElement parameter = constructor.getParameters().get(i);
      TypeMirror wanted = signature.getParameterTypes().get(i);
      accessor(type, element, parameter.getSimpleName().toString(), wanted)
          .ifPresent(
              accessor ->
                  members.add(
                      new Member(
                          parameter.getSimpleName().toString(),
                          accessor.getSimpleName().toString(),
                          wanted,
                          stored(parameter, accessor, element),
                          places.of(parameter, path.place()))));
    }
    return members;
  }

  /** Said at the parameter, the accessor or the field. */
  private Optional<StoredFacts> stored(
      VariableElement parameter, ExecutableElement accessor, TypeElement element) {
    List<Element> places = new ArrayList<>(List.of(parameter, accessor));
    ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(parameter.getSimpleName()))
        .forEach(places::add);
    return places.stream().flatMap(place -> annotations.stored(place).stream()).findFirst();
  }

  private Optional<ExecutableElement> accessor(
      DeclaredType type, TypeElement element, String name, TypeMirror wanted) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    List<String> names = List.of(name, "get" + capital, "is" + capital);
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(element))) {
      if (names.contains(method.getSimpleName().toString())
          && method.getParameters().isEmpty()
          && !method.getModifiers().contains(Modifier.STATIC)
          && visibility.canSee(method)
          && types.isSameType(
              ((ExecutableType) types.asMemberOf(type, method)).getReturnType(), wanted)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
