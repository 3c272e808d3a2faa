package dev.fallback.processor.read;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.PreviousFacts;
import dev.fallback.processor.model.ResultFacts;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the methods of one service. */
final class MethodReader {
  private static final Set<String> STAGES =
      Set.of(CompletionStage.class.getName(), CompletableFuture.class.getName());

  private final Elements elements;
  private final Types types;
  private final DeclaredType service;
  private final Visibility visibility;
  private final AnnotationReader annotations;
  private final TypeReader typeReader;
  private final Places places;
  private final PreviousReader previous;

  MethodReader(
      Elements elements,
      Types types,
      DeclaredType service,
      Visibility visibility,
      AnnotationReader annotations,
      TypeReader typeReader,
      Places places,
      PreviousReader previous) {
    this.elements = elements;
    this.types = types;
    this.service = service;
    this.visibility = visibility;
    this.annotations = annotations;
    this.typeReader = typeReader;
    this.places = places;
    this.previous = previous;
  }

  /** How an implementation declares the method. */
  Signature signature(Members.Found found) {
    ExecutableElement method = found.method();
    ExecutableType type = member(method);
    TypeMirror returned = member(found.narrowest()).getReturnType();
    if (Unresolved.in(returned)
        || Unresolved.in(type.getParameterTypes())
        || Unresolved.in(type.getThrownTypes())
        || Unresolved.in(type.getTypeVariables())) {
      throw new UnresolvedException();
    }
    List<ParameterSpec> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      parameters.add(
          ParameterSpec.builder(
                  TypeName.get(type.getParameterTypes().get(i)),
                  writable(method.getParameters().get(i).getSimpleName().toString(), i))
              .build());
    }
    return new Signature(
        method.getSimpleName().toString(),
        type.getTypeVariables().stream().map(MethodReader::variable).toList(),
        TypeName.get(returned),
        parameters,
        thrown(found).stream().map(TypeName::get).toList(),
        method.isVarArgs());
  }

  /** What an implementation may throw: of checked exceptions what each declaration allows. */
  private List<TypeMirror> thrown(Members.Found found) {
    List<TypeMirror> thrown = new ArrayList<>(member(found.method()).getThrownTypes());
    for (ExecutableElement other : found.all()) {
      if (!other.equals(found.method())) {
        thrown = common(thrown, member(other).getThrownTypes());
      }
    }
    return thrown;
  }

  private List<TypeMirror> common(List<TypeMirror> some, List<? extends TypeMirror> others) {
    List<TypeMirror> common = new ArrayList<>();
    for (TypeMirror each : some) {
      if (each.getKind() == TypeKind.TYPEVAR || !isChecked(each) || isAmong(others, each)) {
        common.add(each);
      }
    }
    others.stream()
        .filter(each -> each.getKind() != TypeKind.TYPEVAR && isAmong(some, each))
        .filter(each -> !isAmong(common, each))
        .forEach(common::add);
    return common;
  }

  private boolean isAmong(List<? extends TypeMirror> thrown, TypeMirror exception) {
    return thrown.stream().anyMatch(each -> types.isSubtype(exception, each));
  }

  /** With bounds as the service has them: the variables of its parents' types are replaced. */
  private static TypeVariableName variable(TypeVariable variable) {
    List<? extends TypeMirror> bounds =
        variable.getUpperBound() instanceof IntersectionType several
            ? several.getBounds()
            : List.of(variable.getUpperBound());
    return TypeVariableName.get(
        variable.asElement().getSimpleName().toString(),
        bounds.stream().map(TypeName::get).toArray(TypeName[]::new));
  }

  /** Kotlin has parameters that Java cannot write. */
  private static String writable(String parameter, int index) {
    return SourceVersion.isName(parameter) ? parameter : "parameter" + index;
  }

  /**
   * Types that an implementation must mention and cannot, each at its method. What an operation
   * stores is told as such.
   */
  List<Located<String>> unseen(Members.Found found, boolean isOperation) {
    ExecutableElement method = found.method();
    ExecutableType type = member(method);
    List<TypeMirror> mentioned = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (!isOperation || annotations.notKey(method.getParameters().get(i)).isPresent()) {
        mentioned.add(type.getParameterTypes().get(i));
      }
    }
    if (!isOperation) {
      mentioned.add(member(found.narrowest()).getReturnType());
      mentioned.addAll(thrown(found));
      method.getTypeParameters().forEach(variable -> mentioned.addAll(variable.getBounds()));
    }
    return mentioned.stream()
        .filter(each -> !visibility.canSeeAll(each))
        .map(each -> new Located<>(TypeName.get(each).toString(), places.of(method)))
        .toList();
  }

  /** All facts of an annotated method. */
  MethodFacts annotated(Members.Found found, AnnotationFacts annotation) {
    ExecutableElement method = found.method();
    ExecutableType type = member(method);
    return new MethodFacts(
        signature(found),
        places.of(method),
        Members.isOverridable(method) ? MethodFacts.Kind.OVERRIDABLE : MethodFacts.Kind.FIXED,
        type.getThrownTypes().stream()
            .filter(this::isChecked)
            .map(thrown -> TypeName.get(thrown).toString())
            .toList(),
        annotation,
        result(member(found.narrowest()).getReturnType(), method),
        parameters(method, type),
        previous(found, type));
  }

  private ResultFacts result(TypeMirror type, ExecutableElement method) {
    if (KotlinClass.isSuspending(method)) {
      return new ResultFacts.Suspended();
    }
    if (!(type instanceof DeclaredType declared)
        || !STAGES.contains(((TypeElement) declared.asElement()).getQualifiedName().toString())) {
      return new ResultFacts.Immediate(TypeName.get(type).toString());
    }
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    if (arguments.isEmpty() || arguments.get(0).getKind() == TypeKind.WILDCARD) {
      return new ResultFacts.Unspecified(TypeName.get(type).toString());
    }
    TypeMirror answer = arguments.get(0);
    if (TypeName.get(answer).equals(TypeName.VOID.box())) {
      return new ResultFacts.Nothing();
    }
    return new ResultFacts.Eventual(
        TypeName.get(answer),
        typeReader.read(
            answer,
            annotations.stored(method),
            TypePath.start("result of " + method.getSimpleName(), places.of(method))));
  }

  private Optional<PreviousFacts> previous(Members.Found found, ExecutableType type) {
    ExecutableElement method = found.method();
    List<TypeMirror> key = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (annotations.notKey(method.getParameters().get(i)).isEmpty()) {
        key.add(type.getParameterTypes().get(i));
      }
    }
    return member(found.narrowest()).getReturnType() instanceof DeclaredType stage
            && stage.getTypeArguments().size() == 1
        ? annotations
            .previous(method)
            .map(named -> previous.read(named, key, stage.getTypeArguments().get(0)))
        : Optional.empty();
  }

  private List<ParameterFacts> parameters(ExecutableElement method, ExecutableType type) {
    List<ParameterFacts> parameters = new ArrayList<>();
    int count = method.getParameters().size() - (KotlinClass.isSuspending(method) ? 1 : 0);
    for (int i = 0; i < count; i++) {
      VariableElement parameter = method.getParameters().get(i);
      String name = parameter.getSimpleName().toString();
      TypeMirror parameterType = type.getParameterTypes().get(i);
      Optional<Located<String>> notKey = annotations.notKey(parameter);
      Optional<ShapeFacts> shape =
          notKey.isPresent()
              ? Optional.empty()
              : Optional.of(
                  typeReader.read(
                      parameterType,
                      annotations.stored(parameter),
                      TypePath.start("parameter " + name, places.of(parameter))));
      parameters.add(
          new ParameterFacts(name, simpleName(parameterType), places.of(parameter), shape, notKey));
    }
    return parameters;
  }

  /** Only for telling overloads apart. */
  private String simpleName(TypeMirror type) {
    return types.asElement(type) == null
        ? types.erasure(type).toString().replaceAll("[^A-Za-z0-9]", "")
        : types.asElement(type).getSimpleName().toString();
  }

  private boolean isChecked(TypeMirror thrown) {
    return !isSubtype(thrown, RuntimeException.class) && !isSubtype(thrown, Error.class);
  }

  private boolean isSubtype(TypeMirror type, Class<?> parent) {
    TypeElement element = elements.getTypeElement(parent.getName());
    return element != null && types.isSubtype(type, element.asType());
  }

  private ExecutableType member(ExecutableElement method) {
    return (ExecutableType) types.asMemberOf(service, method);
  }
}
