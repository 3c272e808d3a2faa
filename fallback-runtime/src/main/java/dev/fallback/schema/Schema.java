package dev.fallback.schema;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types and tables that an application's services need in Cassandra. Immutable; its methods
 * connect for themselves and block.
 */
public final class Schema {
  private final List<ServiceDescriptor> services;

  private Schema(List<ServiceDescriptor> services) {
    this.services = List.copyOf(services);
  }

  /** The schema of all services whose descriptors the class loader finds. */
  public static Schema load(ClassLoader loader) {
    return of(
        ServiceLoader.load(ServiceDescriptor.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The schema of the given services. */
  public static Schema of(List<? extends ServiceDescriptor> services) {
    return new Schema(
        services.stream()
            .sorted(Comparator.comparing(ServiceDescriptor::service))
            .map(ServiceDescriptor.class::cast)
            .toList());
  }

  /** The services it is for. */
  public List<ServiceDescriptor> services() {
    return services;
  }

  /**
   * Creates the keyspace where it is missing.
   *
   * @param replicas copies of each row in the local data centre, at least 1
   * @return the statement that was executed; empty where the keyspace is there
   * @throws SchemaException when Cassandra does not answer
   */
  public static List<String> createKeyspace(CassandraSettings settings, int replicas) {
    if (replicas < 1) {
      throw new IllegalArgumentException("replicas: found " + replicas + ", at least 1 is needed");
    }
    return connected(settings, migration -> migration.createKeyspace(replicas));
  }

  /**
   * The statements that {@link #migrate} would execute, in order; empty when nothing is missing.
   *
   * @throws SchemaException when Cassandra does not answer, the keyspace is missing, or what is
   *     live cannot be extended to what is wanted
   */
  public List<String> plan(CassandraSettings settings) {
    return connected(settings, migration -> migration.plan(services));
  }

  /**
   * Creates what is missing, in dependency order, waiting after each step until all nodes agree.
   *
   * @return the statements that were executed, in order
   * @throws SchemaException when Cassandra does not answer, the keyspace is missing, nodes do not
   *     agree, or what is live cannot be extended to what is wanted; nothing is executed in the
   *     last case
   */
  public List<String> migrate(CassandraSettings settings) {
    return connected(settings, migration -> migration.migrate(services));
  }

  private static <R> R connected(CassandraSettings settings, Function<Migration, R> work) {
    try (SystemTime time = new SystemTime();
        CqlSession session = Sessions.open(settings, false).toCompletableFuture().join()) {
      return work.apply(new Migration(session, settings, time));
    } catch (CompletionException | DriverException e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      throw new SchemaException(
          "Cassandra at %s, data centre %s, %s"
              .formatted(
                  settings.contactPoints().stream()
                      .map(point -> point.getHostString() + ":" + point.getPort())
                      .collect(Collectors.joining(", ")),
                  settings.localDatacenter(),
                  cause instanceof AllNodesFailedException
                      ? "cannot be reached; is it running, and are host, port and data centre right?"
                      : "failed: " + cause.getMessage()),
          cause);
    }
  }
}
