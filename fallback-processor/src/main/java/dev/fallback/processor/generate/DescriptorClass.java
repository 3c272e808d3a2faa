package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.plan.OperationPlan;
import dev.fallback.processor.plan.PreviousPlan;
import dev.fallback.processor.plan.ServicePlan;
import dev.fallback.processor.plan.UserType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** The descriptor: what the service stores and how it is called, as constants. */
final class DescriptorClass {
  private static final String SERVICE = "SERVICE";
  private static final String TYPES = "TYPES";

  /** Fields of types that one initializer has room for, beside the operations. */
  private static final int MOST_FIELDS = 500;

  /** Operations that one initializer holds, whatever is said of each. */
  private static final int MOST_OPERATIONS = 100;

  private final ServicePlan plan;
  private final Fields fields;
  private final List<String> constants;

  private DescriptorClass(ServicePlan plan, CodecNames codecs) {
    this.plan = plan;
    this.constants = constants(plan.service());
    List<String> taken = new ArrayList<>(List.of(SERVICE, TYPES));
    taken.addAll(constants);
    this.fields = new Fields(codecs, taken);
  }

  /** Names of the operations' constants, in order. */
  static List<String> constants(Service service) {
    Names names = new Names(SERVICE, TYPES);
    return service.operations().stream()
        .map(operation -> names.fresh(GeneratedNames.constant(operation.name())))
        .toList();
  }

  static GeneratedSource of(ServicePlan plan, CodecNames codecs) {
    return new DescriptorClass(plan, codecs).generate();
  }

  private GeneratedSource generate() {
    ClassName name = GeneratedNames.descriptor(plan.service().name());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("The stored form of {@link $T}.\n", plan.service().name())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(RuntimeNames.SERVICE_DESCRIPTOR)
            .addField(
                FieldSpec.builder(
                        String.class, SERVICE, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$S", plan.service().binaryName())
                    .build())
            .addField(types());
    for (int i = 0; i < constants.size(); i++) {
      type.addField(operation(i));
    }
    type.addMethod(
            MethodSpec.constructorBuilder()
                .addJavadoc("For {@link java.util.ServiceLoader}.\n")
                .addModifiers(Modifier.PUBLIC)
                .build())
        .addMethod(getter("service", ClassName.get(String.class), CodeBlock.of(SERVICE)))
        .addMethod(getter("types", listOf(RuntimeNames.STORED_TYPE), CodeBlock.of(TYPES)))
        .addMethod(operations());
    if (isBig()) {
      typeMethods(type);
    }
    if (hasManyOperations()) {
      operationMethods(type);
    }
    plan.operations().forEach(o -> type.addType(ValueCodecClass.of(o.operation(), fields)));
    formerAnswers(type);
    type.addFields(fields.constants());
    return GeneratedSource.of(plan.service(), name, type);
  }

  private FieldSpec types() {
    List<CodeBlock> types =
        isBig()
            ? IntStream.range(0, plan.types().size())
                .mapToObj(i -> CodeBlock.of("$N()", typeMethod(i)))
                .toList()
            : plan.types().stream().map(this::type).toList();
    return FieldSpec.builder(
            listOf(RuntimeNames.STORED_TYPE),
            TYPES,
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer(lines("$T.of(", List.class, types))
        .build();
  }

  /** Too big for one initializer, which has no more than 64 kilobytes of code. */
  private boolean isBig() {
    return plan.types().stream().mapToInt(type -> type.fields().size()).sum() > MOST_FIELDS;
  }

  private String typeMethod(int index) {
    return "type" + index;
  }

  private void typeMethods(TypeSpec.Builder descriptor) {
    for (int i = 0; i < plan.types().size(); i++) {
      descriptor.addMethod(
          MethodSpec.methodBuilder(typeMethod(i))
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(RuntimeNames.STORED_TYPE)
              .addStatement("return $L", type(plan.types().get(i)))
              .build());
    }
  }

  private CodeBlock type(UserType type) {
    List<CodeBlock> storedFields =
        type.fields().stream()
            .map(f -> CodeBlock.of("new $T($S, $S)", RuntimeNames.STORED_FIELD, f.name(), f.type()))
            .toList();
    return CodeBlock.of(
        "new $T($S, $L)",
        RuntimeNames.STORED_TYPE,
        type.name(),
        lines("$T.of(", List.class, storedFields));
  }

  /** Too many for one initializer. */
  private boolean hasManyOperations() {
    return plan.operations().size() > MOST_OPERATIONS;
  }

  private FieldSpec operation(int index) {
    OperationPlan stored = plan.operations().get(index);
    return FieldSpec.builder(
            descriptorOf(stored),
            constants.get(index),
            Modifier.PUBLIC,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("Operation {@code $L}.\n", stored.operation().name())
        .initializer(
            hasManyOperations() ? CodeBlock.of("$N()", operationMethod(index)) : operation(stored))
        .build();
  }

  private static TypeName descriptorOf(OperationPlan stored) {
    return ParameterizedTypeName.get(
        RuntimeNames.OPERATION_DESCRIPTOR, stored.operation().answer().javaType());
  }

  private static String operationMethod(int index) {
    return "operation" + index;
  }

  private void operationMethods(TypeSpec.Builder descriptor) {
    for (int i = 0; i < plan.operations().size(); i++) {
      OperationPlan stored = plan.operations().get(i);
      descriptor.addMethod(
          MethodSpec.methodBuilder(operationMethod(i))
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(descriptorOf(stored))
              .addStatement("return $L", operation(stored))
              .build());
    }
  }

  private static CodeBlock operation(OperationPlan stored) {
    OperationModel operation = stored.operation();
    CodeBlock.Builder value = CodeBlock.builder();
    value.add(
        "$T.of($L, $S, new $L())$>",
        RuntimeNames.OPERATION_DESCRIPTOR,
        SERVICE,
        operation.name(),
        GeneratedNames.valueCodec(operation.name()));
    value.add(OperationCode.of(operation));
    for (PreviousPlan former : stored.previous().stream().toList()) {
      value.add(
          "\n.previous($L$L, $S, new $L())",
          table(
              former.previous().table(),
              former.keyType(),
              former.valueType(),
              former.insert(),
              former.select()),
          placed(operation),
          former.tag(),
          GeneratedNames.formerAnswer(operation.name()));
    }
    value.add(
        "\n.storedIn($L$L, $S)$<",
        table(
            operation.table(),
            stored.keyType(),
            stored.valueType(),
            stored.insert(),
            stored.select()),
        placed(operation),
        stored.tag());
    return value.build();
  }

  /** What a table says besides its shape. */
  private static CodeBlock placed(OperationModel operation) {
    CodeBlock.Builder placed = CodeBlock.builder();
    if (!operation.profile().isEmpty()) {
      placed.add(".executedBy($S)", operation.profile());
    }
    if (!operation.keyspace().isEmpty()) {
      placed.add(".inKeyspace($S)", operation.keyspace());
    }
    return placed.build();
  }

  private static CodeBlock table(String... facts) {
    List<CodeBlock> arguments = Arrays.stream(facts).map(fact -> CodeBlock.of("$S", fact)).toList();
    return lines("new $T(", RuntimeNames.STORED_TABLE, arguments);
  }

  private void formerAnswers(TypeSpec.Builder descriptor) {
    for (OperationPlan stored : plan.operations()) {
      stored
          .previous()
          .map(former -> PreviousCode.answer(stored.operation(), former.previous(), fields))
          .ifPresent(descriptor::addType);
    }
  }

  private MethodSpec operations() {
    TypeName any =
        ParameterizedTypeName.get(
            RuntimeNames.OPERATION_DESCRIPTOR, WildcardTypeName.subtypeOf(Object.class));
    return getter(
        "operations",
        listOf(any),
        CodeBlock.of("$T.of($L)", List.class, String.join(", ", constants)));
  }

  private static MethodSpec getter(String name, TypeName type, CodeBlock value) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addStatement("return $L", value)
        .build();
  }

  private static TypeName listOf(TypeName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  /** A call with one argument a line. */
  private static CodeBlock lines(String open, Object type, List<CodeBlock> arguments) {
    CodeBlock.Builder code = CodeBlock.builder().add(open, type);
    if (!arguments.isEmpty()) {
      code.add("$>\n").add(arguments.stream().collect(CodeBlock.joining(",\n"))).add("$<");
    }
    return code.add(")").build();
  }
}
