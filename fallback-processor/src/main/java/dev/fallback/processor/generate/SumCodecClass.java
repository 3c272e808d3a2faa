package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.model.StoredShape.Variant;
import java.util.List;

/**
 * The codec of a sealed type: one field a variant, exactly one of them set. Variants behind the
 * last field written are ones that the writer did not know, so they are not set either.
 */
final class SumCodecClass {
  private SumCodecClass() {}

  static GeneratedSource of(Service service, CodecNames codecs, Sum sum, int index) {
    Fields fields = new Fields(codecs, List.of());
    CodeBlock write = write(sum, fields);
    CodeBlock read = read(sum, fields, index);
    return CodecClass.of(service, sum, index, fields, write, read, List.of());
  }

  private static CodeBlock write(Sum sum, Fields fields) {
    CodeBlock.Builder code = CodeBlock.builder();
    Names names = CodecClass.writeNames();
    int count = sum.variants().size();
    boolean first = true;
    for (int i : sum.tests()) {
      StoredShape variant = sum.variants().get(i).shape();
      String name = names.fresh("variant");
      String test = "if (value instanceof $T $N)";
      if (first) {
        code.beginControlFlow(test, variant.javaType(), name);
        first = false;
      } else {
        code.nextControlFlow("else " + test, variant.javaType(), name);
      }
      nulls(code, i);
      code.add(
          new WriteCode(fields, "out", false, names)
              .field(variant, CodeBlock.of("$N", name))
              .build());
      nulls(code, count - 1 - i);
    }
    return code.nextControlFlow("else")
        .addStatement(
            "throw new $T($S + value.getClass().getName())",
            RuntimeNames.UNSTORABLE,
            "a variant that " + sum.javaType() + " did not have when it was compiled: ")
        .endControlFlow()
        .build();
  }

  private static void nulls(CodeBlock.Builder code, int count) {
    if (count > 0) {
      code.addStatement("out.nullFields($L)", count);
    }
  }

  private static CodeBlock read(Sum sum, Fields fields, int index) {
    Names names = CodecClass.readNames();
    String found = names.fresh("found");
    ReadCode read = new ReadCode(fields, names);
    CodeBlock.Builder code = read.code();
    code.addStatement("$T $N = null", sum.javaType(), found);
    for (Variant variant : sum.variants()) {
      code.beginControlFlow("if (in.knows())");
      code.addStatement("in.field($S)", sum.name() + "." + variant.field());
      String name = names.fresh("variant");
      read.variable(variant.shape(), name);
      code.beginControlFlow("if ($N != null)", name);
      code.addStatement("$1N = in.only($1N, $2N)", found, name);
      code.endControlFlow();
      code.endControlFlow();
    }
    code.addStatement("in.end(whole, $L)", index);
    code.beginControlFlow("if ($N == null)", found);
    code.addStatement(
        "throw in.damaged($S)", "no variant of " + sum.name() + " that this release knows");
    code.endControlFlow();
    code.addStatement("return $N", found);
    return read.build();
  }
}
