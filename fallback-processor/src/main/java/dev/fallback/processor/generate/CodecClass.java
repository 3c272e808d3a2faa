package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.StoredShape.Composite;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What the codecs of records and of sealed types have in common. */
final class CodecClass {
  private CodecClass() {}

  /**
   * The class around a codec's two methods.
   *
   * @param index which of the service's types it is
   * @param write statements that write {@code value}, which is not null, to {@code out}
   * @param read statements that read and return a value from inside its field of {@code in}
   * @param further methods that these call
   */
  static GeneratedSource of(
      Service service,
      Composite composite,
      int index,
      Fields fields,
      CodeBlock write,
      CodeBlock read,
      List<MethodSpec> further) {
    ClassName name = fields.codec(composite.javaType());
    return GeneratedSource.of(
        service,
        name,
        TypeSpec.classBuilder(name)
            .addJavadoc(
                "Stores {@code $L} as type {@code $L}, for {@link $T}.\n",
                composite.javaType(),
                composite.name(),
                service.name())
            .addModifiers(Modifier.FINAL)
            .addFields(fields.constants())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(write(composite.javaType(), write, index))
            .addMethod(read(composite.javaType(), read, index))
            .addMethods(further));
  }

  /** Names that a method which writes has taken. */
  static Names writeNames() {
    return new Names("value", "out", "whole");
  }

  /** Names that a method which reads has taken. */
  static Names readNames() {
    return new Names("in", "whole", "e");
  }

  private static MethodSpec write(TypeName type, CodeBlock body, int index) {
    return MethodSpec.methodBuilder("write")
        .addModifiers(Modifier.STATIC)
        .addParameter(type, "value")
        .addParameter(RuntimeNames.BYTE_SINK, "out")
        .beginControlFlow("if (value == null)")
        .addStatement("out.nullField()")
        .addStatement("return")
        .endControlFlow()
        .addStatement("int whole = out.begin()")
        .addCode(body)
        .addStatement("out.end(whole, $L)", index)
        .build();
  }

  private static MethodSpec read(TypeName type, CodeBlock body, int index) {
    return MethodSpec.methodBuilder("read")
        .addModifiers(Modifier.STATIC)
        .returns(type)
        .addParameter(RuntimeNames.BYTE_SOURCE, "in")
        .addStatement("int whole = in.begin($L)", index)
        .beginControlFlow("if (whole < 0)")
        .addStatement("return null")
        .endControlFlow()
        .addCode(body)
        .build();
  }
}
