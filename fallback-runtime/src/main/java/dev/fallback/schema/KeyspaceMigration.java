package dev.fallback.schema;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.schema.SchemaDiff;
import java.util.List;

/**
 * A keyspace and what is wanted there.
 *
 * @param alterOptions whether options of tables are altered
 */
record KeyspaceMigration(
    String keyspace, List<ServiceDescriptor> services, Migration migration, boolean alterOptions) {

  void requirePossible() {
    migration.requirePossible(services);
  }

  List<String> migrate() {
    return migration.migrate(services);
  }

  SchemaDiff diff() {
    return migration.diff(services);
  }

  /** As {@code service.operation}, sorted. */
  List<String> operations() {
    return services.stream()
        .flatMap(service -> service.operations().stream())
        .map(OperationDescriptor::qualifiedName)
        .sorted()
        .toList();
  }
}
