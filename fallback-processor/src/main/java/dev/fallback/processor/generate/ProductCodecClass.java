package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.fallback.processor.model.MissingValue;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Product;
import java.util.List;
import java.util.Optional;

/**
 * The codec of a record or class: its components, in order, as the fields of a user-defined type.
 */
final class ProductCodecClass {
  private ProductCodecClass() {}

  static GeneratedSource of(Service service, CodecNames codecs, Product product, int index) {
    Names names = CodecClass.readNames();
    List<String> variables =
        product.components().stream().map(component -> names.fresh(component.name())).toList();
    Fields fields = new Fields(codecs, variables); // which would hide them
    WideProduct wide = new WideProduct(product, fields);
    CodeBlock write = write(product, fields, wide);
    CodeBlock read = read(product, variables, new ReadCode(fields, names), wide, index);
    return CodecClass.of(service, product, index, fields, write, read, wide.methods());
  }

  private static CodeBlock write(Product product, Fields fields, WideProduct wide) {
    if (product.components().isEmpty()) {
      return CodeBlock.builder().addStatement("out.bool(true)").build();
    }
    WriteCode code = new WriteCode(fields, "out", false, CodecClass.writeNames());
    for (int i = 0; i < product.components().size(); i++) {
      Component component = product.components().get(i);
      CodeBlock value = CodeBlock.of("value.$N()", component.accessor());
      if (wide.isApart(component)) {
        code.statement(wide.write(component, i, value));
      } else {
        code.field(component.shape(), value);
      }
    }
    CodeBlock body = code.build();
    return product.isOpen()
        ? CodeBlock.builder().addStatement(WriteCode.exactly(product, "value")).add(body).build()
        : body;
  }

  private static CodeBlock read(
      Product product, List<String> variables, ReadCode read, WideProduct wide, int index) {
    CodeBlock.Builder code = read.code();
    for (int i = 0; i < variables.size(); i++) {
      Component component = product.components().get(i);
      String field = product.name() + "." + component.field();
      String variable = variables.get(i);
      Optional<CodeBlock> missing =
          component.missing().map(m -> MissingValue.of(component.shape(), m.value()).orElseThrow());
      if (missing.isEmpty()) {
        code.addStatement("in.field($S)", field);
        if (wide.isApart(component)) {
          code.addStatement(
              "$T $N = $L", component.shape().javaType(), variable, wide.read(component, i));
        } else {
          read.variable(component.shape(), variable);
        }
        continue;
      }
      code.addStatement("$T $N = $L", component.shape().javaType(), variable, missing.get());
      code.beginControlFlow("if (in.knows())");
      code.addStatement("in.field($S)", field);
      code.addStatement(
          "$N = $L",
          variable,
          wide.isApart(component) ? wide.read(component, i) : read.field(component.shape()));
      code.endControlFlow();
    }
    code.addStatement("in.end(whole, $L)", index); // passes over what is not read
    code.beginControlFlow("try");
    code.addStatement("return new $T($L)", product.javaType(), String.join(", ", variables));
    code.nextControlFlow("catch ($T e)", RuntimeException.class);
    code.addStatement("throw in.refused($S, e)", product.javaType().toString());
    code.endControlFlow();
    return read.build();
  }
}
