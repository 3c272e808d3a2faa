package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.PreviousFacts;
import dev.fallback.processor.model.PreviousFacts.FormerPart;
import dev.fallback.processor.model.ShapeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads users' classes that lead to the previous version: {@code key}, which makes the former key
 * of today's parameters, and {@code answer}, which makes today's answer of a former one.
 */
final class PreviousReader {
  private static final String KEY = "key";
  private static final String ANSWER = "answer";

  private final Elements elements;
  private final Types types;
  private final Visibility visibility;
  private final AnnotationReader annotations;
  private final TypeReader reader;
  private final Makeable makeable;

  PreviousReader(
      Elements elements,
      Types types,
      Visibility visibility,
      AnnotationReader annotations,
      TypeReader reader) {
    this.elements = elements;
    this.types = types;
    this.visibility = visibility;
    this.annotations = annotations;
    this.reader = reader;
    this.makeable = new Makeable(visibility);
  }

  /**
   * Reads one.
   *
   * @param key types of the parameters that make today's key
   * @param answer type of today's answer
   */
  PreviousFacts read(Located<TypeMirror> written, List<TypeMirror> key, TypeMirror answer) {
    if (!(written.value() instanceof DeclaredType type)) {
      String problem = written.value() + " has no methods; name a class of your own";
      return unusable(written, ClassName.get(Class.class), problem);
    }
    TypeElement element = (TypeElement) type.asElement();
    ClassName name = ClassName.get(element);
    List<String> problems = new ArrayList<>();
    Optional<ExecutableElement> keyMethod = method(element, KEY, problems);
    Optional<ExecutableElement> answerMethod = method(element, ANSWER, problems);
    String unusable = makeable.problem(element);
    if (!unusable.isEmpty()) {
      problems.add(unusable);
    }
    if (problems.isEmpty() && keyMethod.isEmpty() && answerMethod.isEmpty()) {
      problems.add(
          "has neither a method key, which makes the former key of today's parameters, nor a method"
              + " answer, which makes today's answer of a former one");
    }
    keyMethod.ifPresent(method -> checkKey(member(type, method), key, problems));
    answerMethod.ifPresent(method -> checkAnswer(member(type, method), answer, problems));
    if (!problems.isEmpty()) {
      return unusable(written, name, problems.get(0));
    }
    TypePath path = TypePath.start("previous " + element.getSimpleName(), written.place());
    return new PreviousFacts(
        written.place(),
        name,
        "",
        keyMethod.map(method -> TypeName.get(member(type, method).getReturnType())),
        keyMethod.map(m -> parts(m, member(type, m).getReturnType(), path)).orElse(List.of()),
        answerMethod.map(m -> former(m, member(type, m), path)));
  }

  private static PreviousFacts unusable(
      Located<TypeMirror> written, ClassName name, String problem) {
    return new PreviousFacts(
        written.place(), name, problem, Optional.empty(), List.of(), Optional.empty());
  }

  private ShapeFacts former(ExecutableElement method, ExecutableType type, TypePath path) {
    return reader.read(
        type.getParameterTypes().get(0), annotations.stored(method.getParameters().get(0)), path);
  }

  private List<FormerPart> parts(ExecutableElement method, TypeMirror returned, TypePath path) {
    if (!(returned instanceof DeclaredType declared)
        || declared.asElement().getKind() != ElementKind.RECORD) {
      return List.of(new FormerPart("", reader.read(returned, annotations.stored(method), path)));
    }
    List<FormerPart> parts = new ArrayList<>();
    TypeElement record = (TypeElement) declared.asElement();
    for (RecordComponentElement component : record.getRecordComponents()) {
      ExecutableType accessor = member(declared, component.getAccessor());
      String name = component.getSimpleName().toString();
      parts.add(
          new FormerPart(
              name,
              reader.read(
                  accessor.getReturnType(),
                  annotations.stored(component),
                  path.step(record.getSimpleName() + "." + name))));
    }
    return parts;
  }

  private void checkKey(ExecutableType method, List<TypeMirror> key, List<String> problems) {
    boolean same = method.getParameterTypes().size() == key.size();
    for (int i = 0; same && i < key.size(); i++) {
      same = types.isSameType(method.getParameterTypes().get(i), key.get(i));
    }
    TypeMirror returned = method.getReturnType();
    if (!same) {
      problems.add(
          "has a method key that does not take what makes the key today, ("
              + key.stream().map(t -> TypeName.get(t).toString()).collect(Collectors.joining(", "))
              + ")");
    } else if (returned.getKind() == TypeKind.VOID || !visibility.canSeeAll(returned)) {
      problems.add("has a method key that returns nothing, or what generated code cannot see");
    }
  }

  private void checkAnswer(ExecutableType method, TypeMirror answer, List<String> problems) {
    if (method.getParameterTypes().size() != 1
        || !types.isAssignable(method.getReturnType(), answer)) {
      problems.add(
          "has a method answer that does not make a %s of one former answer"
              .formatted(TypeName.get(answer)));
    }
  }

  private Optional<ExecutableElement> method(TypeElement type, String name, List<String> problems) {
    List<ExecutableElement> found =
        ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
            .filter(method -> method.getSimpleName().contentEquals(name))
            .toList();
    if (found.size() > 1) {
      problems.add("has several methods %s; leave one".formatted(name));
    }
    for (ExecutableElement method : found) {
      if (method.getModifiers().contains(Modifier.STATIC)
          || !method.getTypeParameters().isEmpty()
          || !method.getThrownTypes().isEmpty()
          || !visibility.canSee(method)) {
        problems.add(
            "has a method %s that is static, generic, throws or is not visible".formatted(name));
      }
    }
    return found.stream().findFirst();
  }

  private ExecutableType member(DeclaredType type, ExecutableElement method) {
    return (ExecutableType) types.asMemberOf(type, method);
  }
}
