package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * What field code of one generated class refers to: the codecs of the service's composites, and a
 * constant for each enum. Collects the constants while code is written; not thread-safe.
 */
final class Fields {
  private final ClassName service;
  private final Names constantNames;
  private final Map<ClassName, String> enums = new LinkedHashMap<>();

  /**
   * @param takenConstants names of constants that the class has anyway
   */
  Fields(ClassName service, String... takenConstants) {
    this.service = service;
    this.constantNames = new Names(takenConstants);
  }

  ClassName codec(TypeName composite) {
    return GeneratedNames.codec(service, composite);
  }

  /** Name of the constant that writes and reads an enum. */
  String enumField(ClassName type) {
    return enums.computeIfAbsent(
        type, t -> constantNames.fresh(GeneratedNames.constant(t.simpleName())));
  }

  /** Class with the static methods of a scalar that byte sink and source do not know. */
  static ClassName home(Scalar scalar) {
    return switch (scalar.home()) {
      case BYTES -> RuntimeNames.BYTE_SINK;
      case TIME -> RuntimeNames.TIME_FIELDS;
      case NAMED -> RuntimeNames.NAMED_FIELDS;
    };
  }

  /** The constants that were asked for. */
  List<FieldSpec> constants() {
    return enums.entrySet().stream()
        .map(
            e ->
                FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeNames.ENUM_FIELD, e.getKey()),
                        e.getValue(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .initializer("$T.of($T.class)", RuntimeNames.ENUM_FIELD, e.getKey())
                    .build())
        .toList();
  }
}
