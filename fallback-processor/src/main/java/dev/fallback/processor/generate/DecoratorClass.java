package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
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
import javax.lang.model.element.Modifier;

/** The decorator: implements the service, one line a method. */
final class DecoratorClass {
  private final Service service;
  private final ClassName descriptor;
  private final Fields fields;
  private final NameAllocator members = CodecClass.taken("backend", "answers");
  private final List<String> operationFields = new ArrayList<>();
  private final List<String> constants;

  private DecoratorClass(Service service) {
    this.service = service;
    this.descriptor = GeneratedNames.descriptor(service.name());
    this.fields = new Fields(service.name());
    service.operations().forEach(o -> operationFields.add(members.newName(o.name())));
    this.constants = DescriptorClass.constants(service);
  }

  static GeneratedSource of(ServicePlan plan) {
    return new DecoratorClass(plan.service()).generate();
  }

  private GeneratedSource generate() {
    ClassName name = GeneratedNames.decorator(service.name());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc(
                "{@link $T} that answers from the store while its backend cannot. Thread-safe.\n",
                service.name())
            .addModifiers(visibility(Modifier.FINAL))
            .addSuperinterface(service.name())
            .addField(service.name(), "backend", Modifier.PRIVATE, Modifier.FINAL);
    List<MethodSpec> methods = new ArrayList<>();
    for (int i = 0; i < operationFields.size(); i++) {
      OperationModel operation = service.operations().get(i);
      type.addField(operationField(operation, operationFields.get(i)));
      methods.add(operationMethod(operation, operationFields.get(i), false));
    }
    service.delegated().forEach(signature -> methods.add(delegating(signature)));
    TypeSpec answers = answersClass(name.nestedClass(GeneratedNames.ANSWERS_CLASS));
    type.addField(
        FieldSpec.builder(
                name.nestedClass(GeneratedNames.ANSWERS_CLASS),
                "answers",
                Modifier.PRIVATE,
                Modifier.FINAL)
            .initializer("new $N()", GeneratedNames.ANSWERS_CLASS)
            .build());
    type.addMethod(constructor()).addMethods(methods);
    type.addMethod(answersMethod(name.nestedClass(GeneratedNames.ANSWERS_CLASS)));
    type.addType(answers).addFields(fields.constants());
    return GeneratedSource.of(name, type);
  }

  private Modifier[] visibility(Modifier... others) {
    List<Modifier> modifiers = new ArrayList<>(List.of(others));
    if (service.isPublic()) {
      modifiers.add(0, Modifier.PUBLIC);
    }
    return modifiers.toArray(new Modifier[0]);
  }

  private FieldSpec operationField(OperationModel operation, String name) {
    TypeName type =
        ParameterizedTypeName.get(RuntimeNames.OPERATION, operation.answer().javaType());
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private MethodSpec constructor() {
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
    for (int i = 0; i < operationFields.size(); i++) {
      constructor.addStatement(
          "this.$N = fallbacks.operation(service, $T.$N)",
          operationFields.get(i),
          descriptor,
          constants.get(i));
    }
    return constructor.build();
  }

  private MethodSpec operationMethod(OperationModel operation, String field, boolean answer) {
    Signature signature = operation.signature();
    NameAllocator names = CodecClass.taken("backend", "answers", "out");
    operationFields.forEach(names::newName);
    List<ParameterSpec> parameters = new ArrayList<>();
    for (ParameterSpec parameter : signature.parameters()) {
      parameters.add(
          ParameterSpec.builder(parameter.type(), names.newName(parameter.name())).build());
    }
    MethodSpec.Builder method = MethodSpec.methodBuilder(signature.name());
    method.addModifiers(
        answer && !service.isPublic() ? new Modifier[0] : new Modifier[] {Modifier.PUBLIC});
    method.addParameters(parameters).varargs(signature.varargs());
    if (answer) {
      TypeName answerType =
          ParameterizedTypeName.get(RuntimeNames.ANSWER, operation.answer().javaType());
      method
          .addJavadoc("{@code $L} with the answer's provenance.\n", signature.name())
          .returns(ParameterizedTypeName.get(ClassName.get(CompletionStage.class), answerType));
    } else {
      method.addAnnotation(Override.class).returns(signature.returnType());
    }
    return method
        .addCode("return $N.$L(out -> {\n$>", field, answer ? "answer" : "call")
        .addCode(key(operation, parameters, names))
        .addCode("$<}, () -> backend.$N($L));\n", signature.name(), arguments(parameters))
        .build();
  }

  private CodeBlock key(
      OperationModel operation, List<ParameterSpec> parameters, NameAllocator names) {
    if (operation.key().isEmpty()) {
      return CodeBlock.builder().addStatement("out.bool(true)").build();
    }
    WriteCode code = new WriteCode(fields, "out", true, names);
    operation
        .key()
        .forEach(
            part ->
                code.field(part.shape(), CodeBlock.of("$N", parameters.get(part.index()).name())));
    return code.build();
  }

  private static MethodSpec delegating(Signature signature) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(signature.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addTypeVariables(signature.typeVariables())
            .returns(signature.returnType())
            .addParameters(signature.parameters())
            .varargs(signature.varargs())
            .addExceptions(signature.thrown());
    CodeBlock call =
        CodeBlock.of("this.backend.$N($L)", signature.name(), arguments(signature.parameters()));
    return signature.returnType().equals(TypeName.VOID)
        ? method.addStatement(call).build()
        : method.addStatement("return $L", call).build();
  }

  private static String arguments(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }

  private MethodSpec answersMethod(ClassName answers) {
    return MethodSpec.methodBuilder(GeneratedNames.ANSWERS_METHOD)
        .addJavadoc("The same calls, returning answers with their provenance.\n")
        .addModifiers(visibility())
        .returns(answers)
        .addStatement("return answers")
        .build();
  }

  private TypeSpec answersClass(ClassName name) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("The annotated methods, returning answers with their provenance.\n")
            .addModifiers(visibility(Modifier.FINAL))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (int i = 0; i < operationFields.size(); i++) {
      type.addMethod(operationMethod(service.operations().get(i), operationFields.get(i), true));
    }
    return type.build();
  }
}
