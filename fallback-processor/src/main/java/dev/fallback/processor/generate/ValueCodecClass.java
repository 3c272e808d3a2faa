package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fallback.processor.model.OperationModel;
import javax.lang.model.element.Modifier;

/** The codec of an operation's answer, nested in the descriptor. */
final class ValueCodecClass {
  private ValueCodecClass() {}

  static TypeSpec of(OperationModel operation, Fields fields) {
    TypeName type = operation.answer().javaType();
    CodeBlock write =
        new WriteCode(fields, "out", false, CodecClass.writeNames())
            .field(operation.answer(), CodeBlock.of("value"))
            .build();
    ReadCode read = new ReadCode(fields, CodecClass.readNames());
    CodeBlock value = read.field(operation.answer());
    return TypeSpec.classBuilder(GeneratedNames.valueCodec(operation.name()))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(ParameterizedTypeName.get(RuntimeNames.VALUE_CODEC, type))
        .addMethod(
            MethodSpec.methodBuilder("write")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(type, "value")
                .addParameter(RuntimeNames.BYTE_SINK, "out")
                .addCode(write)
                .build())
        .addMethod(
            MethodSpec.methodBuilder("read")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addParameter(RuntimeNames.BYTE_SOURCE, "in")
                .addCode(read.build())
                .addStatement("return $L", value)
                .build())
        .build();
  }
}
