package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.StoredShape.Converted;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * What field code of one generated class refers to: the codecs of the service's composites, and a
 * constant for each enum, converter and type as JSON. Collects the constants while code is written;
 * not thread-safe.
 */
final class Fields {
  private final CodecNames codecs;
  private final Names constantNames;
  private final Map<String, FieldSpec> constants = new LinkedHashMap<>();

  /**
   * @param taken names of fields that the class has anyway, and of users' variables in its methods,
   *     which would hide a constant
   */
  Fields(CodecNames codecs, Collection<String> taken) {
    this.codecs = codecs;
    this.constantNames = new Names(taken.toArray(new String[0]));
  }

  ClassName codec(TypeName composite) {
    return codecs.of(composite);
  }

  /** Name of the constant that writes and reads an enum. */
  String enumField(ClassName type) {
    return constant(
        GeneratedNames.constant(type.simpleName()),
        ParameterizedTypeName.get(RuntimeNames.ENUM_FIELD, type),
        CodeBlock.of("$T.of($T.class)", RuntimeNames.ENUM_FIELD, type));
  }

  /** Name of the constant that writes and reads a type as JSON. */
  String jsonField(TypeName type) {
    TypeName field = ParameterizedTypeName.get(RuntimeNames.JSON_FIELD, type.box());
    return constant(
        GeneratedNames.constant(CqlName.of(type)).replaceAll("\\W", "_") + "_JSON",
        field,
        CodeBlock.of("new $T() {}", field));
  }

  /** Name of the constant that holds a converter. */
  String converter(Converted converted) {
    return constant(
        GeneratedNames.constant(converted.converter().simpleName()),
        ParameterizedTypeName.get(
            RuntimeNames.CONVERTED_FIELD,
            converted.javaType().box(),
            converted.stored().javaType().box()),
        CodeBlock.of("$T.of(new $T())", RuntimeNames.CONVERTED_FIELD, converted.converter()));
  }

  /** Name of the constant that holds an object of a user's class. */
  String made(ClassName type) {
    return constant(
        GeneratedNames.constant(type.simpleName()), type, CodeBlock.of("new $T()", type));
  }

  private String constant(String name, TypeName type, CodeBlock value) {
    return constants
        .computeIfAbsent(
            type + " = " + value,
            absent ->
                FieldSpec.builder(
                        type,
                        constantNames.fresh(name),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .initializer(value)
                    .build())
        .name();
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
    return List.copyOf(constants.values());
  }
}
