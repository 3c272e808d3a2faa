package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;

/**
 * A type with annotated methods, as it was found.
 *
 * @param name the type
 * @param binaryName its binary name
 * @param place the type
 * @param kind what is declared under that name
 * @param isPublic whether it is public, and so are all types around it
 * @param annotated annotated methods, inherited ones included; own ones first, in order of
 *     declaration
 * @param others all other methods that a decorator must implement
 * @param unseen types in signatures that generated code cannot name, each at its method
 * @param hidingNames simple names that generated code must not use for types of others
 * @param hidesNeighbours whether one of them is also that of a type of the service's package, which
 *     must then be named in full
 * @param canBeMarked whether {@code @Generated} is there, which a module must require
 */
public record ServiceFacts(
    ClassName name,
    String binaryName,
    Place place,
    Kind kind,
    boolean isPublic,
    List<MethodFacts> annotated,
    List<Signature> others,
    List<Located<String>> unseen,
    Set<String> hidingNames,
    boolean hidesNeighbours,
    boolean canBeMarked) {
  public ServiceFacts {
    annotated = List.copyOf(annotated);
    others = List.copyOf(others);
    unseen = List.copyOf(unseen);
    hidingNames = Set.copyOf(hidingNames);
  }

  /** What carries annotated methods. */
  public enum Kind {
    /** A decorator can be made of it. */
    INTERFACE,
    /** An interface with type parameters. */
    GENERIC_INTERFACE,
    /** An interface that generated code cannot see. */
    INVISIBLE_INTERFACE,
    /** A sealed interface, which a decorator cannot implement. */
    SEALED_INTERFACE,
    /** An interface of Kotlin with a function that Java cannot write. */
    UNWRITABLE_INTERFACE,
    /** A class, record, enum or annotation. */
    NO_INTERFACE
  }
}
