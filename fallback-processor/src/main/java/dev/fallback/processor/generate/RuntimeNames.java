package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;

/** Every type of the runtime that generated code mentions; a test checks that each exists. */
final class RuntimeNames {
  static final ClassName ANSWER = ClassName.get("dev.fallback", "Answer");
  static final ClassName FALLBACKS = ClassName.get("dev.fallback", "Fallbacks");
  static final ClassName BYTE_SINK = codegen("ByteSink");
  static final ClassName BYTE_SOURCE = codegen("ByteSource");
  static final ClassName CONVERTED_FIELD = codegen("ConvertedField");
  static final ClassName ENUM_FIELD = codegen("EnumField");
  static final ClassName JSON_FIELD = codegen("JsonField");
  static final ClassName NAMED_FIELDS = codegen("NamedFields");
  static final ClassName OPERATION = codegen("Operation");
  static final ClassName OPERATION_DESCRIPTOR = codegen("OperationDescriptor");
  static final ClassName SERVICE_DESCRIPTOR = codegen("ServiceDescriptor");
  static final ClassName STORABLE = codegen("Storable");
  static final ClassName STORED_FIELD = codegen("StoredField");
  static final ClassName PREVIOUS_VERSION = codegen("PreviousVersion");
  static final ClassName KEY_ENCODER = codegen("KeyEncoder");
  static final ClassName STORED_TABLE = codegen("StoredTable");
  static final ClassName STORED_TYPE = codegen("StoredType");
  static final ClassName TIME_FIELDS = codegen("TimeFields");
  static final ClassName UNSTORABLE = codegen("UnstorableValueException");
  static final ClassName VALUE_CODEC = codegen("ValueCodec");

  private RuntimeNames() {}

  private static ClassName codegen(String name) {
    return ClassName.get("dev.fallback.codegen", name);
  }
}
