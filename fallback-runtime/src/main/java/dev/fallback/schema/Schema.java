package dev.fallback.schema;

import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The types and tables that an application's services need in Cassandra. */
public final class Schema {
  private final List<ServiceDescriptor> services;

  private Schema(List<ServiceDescriptor> services) {
    this.services = List.copyOf(services);
  }

  /** The schema of all services whose descriptors the class loader finds. */
  public static Schema load(ClassLoader loader) {
    return new Schema(
        ServiceLoader.load(ServiceDescriptor.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(ServiceDescriptor::service))
            .toList());
  }

  /**
   * Creates what is missing, in dependency order, waiting for schema agreement after each step.
   * Blocks.
   *
   * @return the statements that were executed, in order
   * @throws SchemaException when what is live cannot be extended to what is wanted
   */
  public List<String> migrate(CassandraSettings settings) {
    throw new IllegalStateException("skeleton " + services + settings);
  }

  /**
   * The statements that {@link #migrate} would execute, in order; empty when nothing is missing.
   */
  public List<String> plan(CassandraSettings settings) {
    throw new IllegalStateException("skeleton " + services + settings);
  }
}
