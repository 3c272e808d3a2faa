package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * An annotated method without faults.
 *
 * @param name unique in the service and a Java identifier
 * @param place the method
 * @param answer what is stored
 * @param key parameters that make the key, in order
 * @param table name of the table
 */
public record OperationModel(
    String name,
    Place place,
    Signature signature,
    StoredShape answer,
    List<KeyPart> key,
    Timing timing,
    List<TypeName> businessErrors,
    List<TypeName> forgetOn,
    boolean shareBackendCalls,
    String table) {
  public OperationModel {
    key = List.copyOf(key);
    businessErrors = List.copyOf(businessErrors);
    forgetOn = List.copyOf(forgetOn);
  }

  /**
   * A parameter that is part of the key.
   *
   * @param index which parameter
   */
  public record KeyPart(int index, StoredShape shape) {}
}
