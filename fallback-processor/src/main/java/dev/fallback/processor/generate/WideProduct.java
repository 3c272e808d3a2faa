package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Methods for the components of a record that has so many collections that their code would be too
 * much for one method: a virtual machine takes none over 64 kilobytes, and compiles none over 8.
 * Not thread-safe.
 */
final class WideProduct {
  /** Containers whose loops one method holds. */
  private static final int MOST_CONTAINERS = 40;

  private final Fields fields;
  private final boolean isWide;
  private final List<MethodSpec> methods = new ArrayList<>();

  WideProduct(Product product, Fields fields) {
    this.fields = fields;
    this.isWide =
        product.components().stream().mapToInt(c -> containers(c.shape())).sum() > MOST_CONTAINERS;
  }

  /** Whether the component is written and read by methods of its own. */
  boolean isApart(Component component) {
    return isWide && containers(component.shape()) > 0;
  }

  /** The call that writes the component. */
  CodeBlock write(Component component, int index, CodeBlock value) {
    String name = "write" + index;
    TypeName type = component.shape().javaType();
    methods.add(
        method(component, name)
            .addParameter(type, "component")
            .addParameter(RuntimeNames.BYTE_SINK, "out")
            .addCode(
                new WriteCode(fields, "out", false, new Names("component", "out"))
                    .field(component.shape(), CodeBlock.of("component"))
                    .build())
            .build());
    return CodeBlock.of("$N($L, out)", name, value);
  }

  /** The call that reads the component. */
  CodeBlock read(Component component, int index) {
    String name = "read" + index;
    ReadCode read = new ReadCode(fields, new Names("in"));
    CodeBlock value = read.field(component.shape());
    methods.add(
        method(component, name)
            .returns(component.shape().javaType())
            .addParameter(RuntimeNames.BYTE_SOURCE, "in")
            .addCode(read.build())
            .addStatement("return $L", value)
            .build());
    return CodeBlock.of("$N(in)", name);
  }

  /** Those that calls were made of. */
  List<MethodSpec> methods() {
    return List.copyOf(methods);
  }

  private static MethodSpec.Builder method(Component component, String name) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("Component {@code $L}.\n", component.name())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC);
  }

  private static int containers(StoredShape shape) {
    if (shape instanceof Composite || shape.parts().isEmpty()) {
      return 0;
    }
    return 1 + shape.parts().stream().mapToInt(WideProduct::containers).sum();
  }
}
