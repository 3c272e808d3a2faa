package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.time.Duration;
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
    Duration maxAge,
    Duration retention,
    Duration timeout,
    List<TypeName> businessErrors,
    String table) {
  public OperationModel {
    key = List.copyOf(key);
    businessErrors = List.copyOf(businessErrors);
  }

  /**
   * A parameter that is part of the key.
   *
   * @param index which parameter
   */
  public record KeyPart(int index, StoredShape shape) {}
}
