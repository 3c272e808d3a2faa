package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;

/**
 * A service without faults: what is generated from.
 *
 * @param operations annotated methods in order of declaration
 * @param delegated all other methods
 * @param hidingNames simple names that generated code must not use for types of others
 * @param hidesNeighbours whether one of them is also that of a type of the service's package, which
 *     must then be named in full
 * @param canBeMarked whether {@code @Generated} is there, which a module must require
 */
public record Service(
    ClassName name,
    String binaryName,
    Place place,
    boolean isPublic,
    List<OperationModel> operations,
    List<Signature> delegated,
    Set<String> hidingNames,
    boolean hidesNeighbours,
    boolean canBeMarked) {
  public Service {
    operations = List.copyOf(operations);
    delegated = List.copyOf(delegated);
    hidingNames = Set.copyOf(hidingNames);
  }
}
