package dev.fallback.internal.cassandra;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.PreviousVersion;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredType;
import dev.fallback.internal.schema.LiveSchema;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a service's previous versions, as operations of their own: made ready like others
 * where they are live, and not missed where they are not.
 *
 * @param descriptor the service
 * @param operations an operation for each such table that is live
 */
record FormerTables(ServiceDescriptor descriptor, List<OperationDescriptor<?>> operations)
    implements ServiceDescriptor {

  static FormerTables of(ServiceDescriptor service, LiveSchema live) {
    return new FormerTables(
        service,
        service.operations().stream()
            .<OperationDescriptor<?>>flatMap(operation -> former(operation, live).stream())
            .toList());
  }

  /** Those that are not live, or not any more: they may be dropped while releases name them. */
  static List<String> absent(ServiceDescriptor service, LiveSchema live) {
    return service.operations().stream()
        .flatMap(operation -> operation.previous().stream())
        .map(former -> former.table().name())
        .filter(name -> !live.tables().containsKey(name))
        .toList();
  }

  private static <T> Optional<OperationDescriptor<T>> former(
      OperationDescriptor<T> operation, LiveSchema live) {
    Optional<PreviousVersion<T>> previous = operation.previous();
    return previous
        .filter(former -> live.tables().containsKey(former.table().name()))
        .map(
            former ->
                OperationDescriptor.of(
                        operation.service(),
                        operation.name() + " (previous version)",
                        operation.codec())
                    .storedIn(former.table(), former.tag()));
  }

  @Override
  public String service() {
    return descriptor.service();
  }

  @Override
  public List<StoredType> types() {
    return descriptor.types();
  }
}
