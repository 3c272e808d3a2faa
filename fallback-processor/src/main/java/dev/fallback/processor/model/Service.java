package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * A service without faults: what is generated from.
 *
 * @param operations annotated methods in order of declaration
 * @param delegated all other methods
 */
public record Service(
    ClassName name,
    String binaryName,
    Place place,
    boolean isPublic,
    List<OperationModel> operations,
    List<Signature> delegated) {
  public Service {
    operations = List.copyOf(operations);
    delegated = List.copyOf(delegated);
  }
}
