package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An annotated method without faults.
 *
 * @param name unique in the service and a Java identifier
 * @param place the method
 * @param answer what is stored
 * @param key parameters that make the key, in order
 * @param table name of the table
 * @param profile execution profile of the driver; empty for our own
 * @param keyspace where the table is; empty for that of the application's settings
 * @param previous what it was stored as before its version was raised, if that is still read
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
    String table,
    String profile,
    String keyspace,
    Optional<Previous> previous) {
  public OperationModel {
    key = List.copyOf(key);
    businessErrors = List.copyOf(businessErrors);
    forgetOn = List.copyOf(forgetOn);
  }

  /** What is stored: the answer, and that of the previous version. */
  public List<StoredShape> answers() {
    return Stream.concat(Stream.of(answer), previous.stream().map(Previous::answer)).toList();
  }

  /**
   * A parameter that is part of the key.
   *
   * @param index which parameter
   */
  public record KeyPart(int index, StoredShape shape) {}
}
