package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.Signature;
import dev.fallback.processor.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The decorator: implements the service, one line a method. */
final class DecoratorClass {
  private final Service service;
  private final ClassName name;
  private final ClassName answersName;
  private final Fields fields;
  private final List<Member> members = new ArrayList<>();

  /** An operation as the decorator has it. */
  private record Member(OperationModel operation, String field, String constant, KeyCode key) {}

  private DecoratorClass(Service service, CodecNames codecs) {
    this.service = service;
    this.name = GeneratedNames.decorator(service.name());
    this.answersName = name.nestedClass(GeneratedNames.ANSWERS_CLASS);
    Names fieldNames = new Names("backend", "answers");
    List<String> operationFields =
        service.operations().stream().map(each -> fieldNames.fresh(each.name())).toList();
    this.fields = new Fields(codecs, taken(service, operationFields));
    Names methodNames = new Names(operationMethods(service));
    List<String> constants = DescriptorClass.constants(service);
    for (int i = 0; i < constants.size(); i++) {
      OperationModel operation = service.operations().get(i);
      members.add(
          new Member(
              operation,
              operationFields.get(i),
              constants.get(i),
              new KeyCode(
                  operation,
                  methodNames.fresh(operation.name() + "Key"),
                  methodNames.fresh(operation.name() + "KeyBefore"),
                  fields)));
    }
  }

  /** Names that mean something else than a constant in the decorator's methods. */
  private static List<String> taken(Service service, List<String> operationFields) {
    Stream<String> parameters =
        service.operations().stream()
            .flatMap(operation -> operation.signature().parameters().stream())
            .map(ParameterSpec::name);
    return Stream.concat(operationFields.stream(), parameters).toList();
  }

  /** The nested class has methods of these names, which hide the outer one's. */
  private static String[] operationMethods(Service service) {
    return service.operations().stream()
        .map(operation -> operation.signature().name())
        .toArray(String[]::new);
  }

  static GeneratedSource of(ServicePlan plan, CodecNames codecs) {
    return new DecoratorClass(plan.service(), codecs).generate();
  }

  private GeneratedSource generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc(
                "{@link $T} that answers from the store while its backend cannot. Thread-safe.\n",
                service.name())
            .addModifiers(visibility(Modifier.FINAL))
            .addSuperinterface(service.name())
            .addField(service.name(), "backend", Modifier.PRIVATE, Modifier.FINAL);
    members.forEach(member -> type.addField(operationField(member)));
    type.addField(
        FieldSpec.builder(answersName, "answers", Modifier.PRIVATE, Modifier.FINAL)
            .initializer("new $N()", GeneratedNames.ANSWERS_CLASS)
            .build());
    type.addMethod(constructor());
    members.forEach(member -> type.addMethod(call(member)));
    service.delegated().forEach(signature -> type.addMethod(delegating(signature)));
    type.addMethod(answersMethod());
    members.forEach(member -> member.key().methods().forEach(type::addMethod));
    type.addType(answersClass());
    type.addFields(fields.constants());
    return GeneratedSource.of(service, name, type, repeatedWarnings());
  }

  /** What others' signatures may give rise to: those of operations are plain, but for varargs. */
  private List<String> repeatedWarnings() {
    boolean plain =
        service.delegated().isEmpty()
            && service.operations().stream().noneMatch(o -> o.signature().varargs());
    return plain ? List.of() : List.of("overloads", "try", "unchecked");
  }

  private Modifier[] visibility(Modifier... others) {
    List<Modifier> modifiers = new ArrayList<>(List.of(others));
    if (service.isPublic()) {
      modifiers.add(0, Modifier.PUBLIC);
    }
    return modifiers.toArray(new Modifier[0]);
  }

  private static FieldSpec operationField(Member member) {
    TypeName type =
        ParameterizedTypeName.get(RuntimeNames.OPERATION, member.operation().answer().javaType());
    return FieldSpec.builder(type, member.field(), Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private MethodSpec constructor() {
    ClassName descriptor = GeneratedNames.descriptor(service.name());
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addJavadoc(
                """
                Decorates a backend.

                @param backend asked in good times
                @param fallbacks what this application's decorators share
                """)
            .addModifiers(visibility())
            .addParameter(service.name(), "backend")
            .addParameter(RuntimeNames.FALLBACKS, "fallbacks")
            .addStatement("this.backend = $T.requireNonNull(backend)", Objects.class)
            .addStatement("$1T service = new $1T()", descriptor);
    for (Member member : members) {
      constructor.addStatement(
          "this.$N = fallbacks.operation(service, $T.$N)",
          member.field(),
          descriptor,
          member.constant());
    }
    return constructor.build();
  }

  private MethodSpec call(Member member) {
    Signature signature = member.operation().signature();
    return asking(member, "call")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(signature.returnType())
        .build();
  }

  private MethodSpec answer(Member member) {
    TypeName answer =
        ParameterizedTypeName.get(RuntimeNames.ANSWER, member.operation().answer().javaType());
    return asking(member, "answer")
        .addJavadoc(
            "{@code $L} with the answer's provenance.\n", member.operation().signature().name())
        .addModifiers(visibility())
        .returns(ParameterizedTypeName.get(stage(member), answer))
        .build();
  }

  /** The class of stage that the method itself returns. */
  private static ClassName stage(Member member) {
    return member.operation().signature().returnType() instanceof ParameterizedTypeName declared
        ? declared.rawType()
        : ClassName.get(CompletionStage.class);
  }

  /** The one line; a parameter is renamed where it would hide what the line needs. */
  private MethodSpec.Builder asking(Member member, String method) {
    Signature signature = member.operation().signature();
    Names names = new Names("backend", "out", member.field());
    List<ParameterSpec> parameters =
        signature.parameters().stream()
            .map(p -> ParameterSpec.builder(p.type(), names.fresh(p.name())).build())
            .toList();
    return MethodSpec.methodBuilder(signature.name())
        .addParameters(parameters)
        .varargs(signature.varargs())
        .addStatement(
            "return $N.$L($L, () -> backend.$N($L))",
            member.field(),
            method,
            member.key().lambda(parameters),
            signature.name(),
            arguments(parameters));
  }

  private static MethodSpec delegating(Signature signature) {
    CodeBlock call =
        CodeBlock.of("this.backend.$N($L)", signature.name(), arguments(signature.parameters()));
    return MethodSpec.methodBuilder(signature.name())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addTypeVariables(signature.typeVariables())
        .returns(signature.returnType())
        .addParameters(signature.parameters())
        .varargs(signature.varargs())
        .addExceptions(signature.thrown())
        .addStatement(
            signature.returnType().equals(TypeName.VOID) ? call : CodeBlock.of("return $L", call))
        .build();
  }

  private static String arguments(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }

  private MethodSpec answersMethod() {
    return MethodSpec.methodBuilder(GeneratedNames.ANSWERS_METHOD)
        .addJavadoc("The same calls, returning answers with their provenance.\n")
        .addModifiers(visibility())
        .returns(answersName)
        .addStatement("return answers")
        .build();
  }

  private TypeSpec answersClass() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(answersName)
            .addJavadoc("The annotated methods, returning answers with their provenance.\n")
            .addModifiers(visibility(Modifier.FINAL))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    members.forEach(member -> type.addMethod(answer(member)));
    return type.build();
  }
}
