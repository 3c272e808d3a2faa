package dev.fallback.codegen;

import java.util.List;

/**
 * The facts of one annotated interface: what it stores and how it is called. Generated; found by
 * {@link java.util.ServiceLoader}, so that tools can list all operations of an application.
 */
public interface ServiceDescriptor {

  /** Binary name of the annotated interface, for instance {@code bank.StatementService}. */
  String service();

  /** User-defined types in dependency order: a type comes after every type it mentions. */
  List<StoredType> types();

  /** Operations in the order in which the interface declares them. */
  List<OperationDescriptor<?>> operations();
}
