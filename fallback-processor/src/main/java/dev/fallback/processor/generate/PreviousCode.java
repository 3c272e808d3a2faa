package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Previous;
import dev.fallback.processor.model.Previous.FormerKey;
import dev.fallback.processor.model.Previous.Part;
import java.util.List;
import javax.lang.model.element.Modifier;

/** How the previous version of an operation is read: its key, and its answer. */
final class PreviousCode {
  private PreviousCode() {}

  /**
   * The method that writes the former key of today's parameters.
   *
   * @param parameters those that make today's key
   * @param names taken in the method, the parameters' among them
   */
  static MethodSpec key(
      OperationModel operation,
      Previous previous,
      String methodName,
      List<ParameterSpec> parameters,
      Names names,
      Fields fields) {
    WriteCode write = new WriteCode(fields, "out", true, names);
    CodeBlock.Builder code = CodeBlock.builder();
    if (previous.key().isPresent()) {
      FormerKey key = previous.key().get();
      String former = names.fresh("former");
      CodeBlock arguments =
          parameters.stream().map(p -> CodeBlock.of("$N", p)).collect(CodeBlock.joining(", "));
      code.addStatement(
          "$T $N = $N.key($L)", key.type(), former, fields.made(previous.converter()), arguments);
      if (!key.type().isPrimitive()) {
        code.beginControlFlow("if ($N == null)", former).addStatement("return false");
        code.endControlFlow();
      }
      for (Part part : key.parts()) {
        write.field(
            part.shape(),
            part.accessor().isEmpty()
                ? CodeBlock.of("$N", former)
                : CodeBlock.of("$N.$N()", former, part.accessor()));
      }
      if (key.parts().isEmpty()) {
        code.addStatement("out.bool(true)");
      }
    } else {
      for (int i = 0; i < parameters.size(); i++) {
        KeyPart part = operation.key().get(i);
        write.field(part.shape(), CodeBlock.of("$N", parameters.get(i)));
      }
      if (parameters.isEmpty()) {
        code.addStatement("out.bool(true)");
      }
    }
    return MethodSpec.methodBuilder(methodName)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(boolean.class)
        .addParameters(parameters)
        .addParameter(RuntimeNames.BYTE_SINK, "out")
        .addCode(code.build())
        .addCode(write.build())
        .addStatement("return true")
        .build();
  }

  /** The class that reads a former answer, nested in the descriptor. */
  static TypeSpec answer(OperationModel operation, Previous previous, Fields fields) {
    TypeName type = operation.answer().javaType().box();
    Names names = CodecClass.readNames();
    ReadCode read = new ReadCode(fields, names);
    String former = names.fresh("former");
    read.variable(previous.answer(), former);
    CodeBlock.Builder code = read.code();
    if (previous.convertsAnswer()) {
      String converter = fields.made(previous.converter());
      code.beginControlFlow("try");
      code.addStatement(
          previous.answer().javaType().isPrimitive()
              ? "return $2N.answer($1N)"
              : "return $1N == null ? null : $2N.answer($1N)",
          former,
          converter);
      code.nextControlFlow("catch ($T e)", RuntimeException.class);
      code.addStatement("throw in.refused($S, e)", previous.converter() + ".answer");
      code.endControlFlow();
    } else {
      code.addStatement("return $N", former);
    }
    return TypeSpec.classBuilder(GeneratedNames.formerAnswer(operation.name()))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(
            ParameterizedTypeName.get(RuntimeNames.PREVIOUS_VERSION.nestedClass("Answer"), type))
        .addMethod(
            MethodSpec.methodBuilder("read")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addParameter(RuntimeNames.BYTE_SOURCE, "in")
                .addCode(read.build())
                .build())
        .build();
  }
}
