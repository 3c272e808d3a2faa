package dev.fallback.schema;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.cassandra.MigrationGuards;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.schema.Keyspaces;
import dev.fallback.internal.tables.TableOwners;
import dev.fallback.internal.time.SystemTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Map<String, String>> tableOptions;

  private Schema(List<ServiceDescriptor> services, Map<String, Map<String, String>> tableOptions) {
    this.services = List.copyOf(services);
    this.tableOptions = Map.copyOf(tableOptions);
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
            .toList(),
        Map.of());
  }

  /**
   * The same, with an option of a table that is not the default one.
   *
   * @param table name of the table, without keyspace
   * @param option name as CQL has it, for instance {@code compaction}
   * @param literal value as CQL has it, for instance {@code {'class': 'UnifiedCompactionStrategy'}}
   */
  public Schema withTableOption(String table, String option, String literal) {
    if (!option.matches("[a-z_]+") || literal.isBlank() || literal.contains(";")) {
      throw new IllegalArgumentException(
          "'%s = %s' is not an option of a table".formatted(option, literal));
    }
    Map<String, Map<String, String>> all = new HashMap<>(tableOptions);
    Map<String, String> own = new HashMap<>(all.getOrDefault(table, Map.of()));
    own.put(option, literal);
    all.put(table, Map.copyOf(own));
    return new Schema(services, all);
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
    MigrationOptions options =
        MigrationOptions.defaults().creatingKeyspace(Map.of(settings.localDatacenter(), replicas));
    return of(List.of())
        .connected(settings, options, all -> all.get(0).migration().createKeyspace());
  }

  /**
   * What {@link #migrate} would do, executing nothing. A keyspace that is missing is a problem, be
   * it that of the settings or one that an operation names.
   *
   * @throws SchemaException when Cassandra does not answer, or two operations would have one table
   */
  public SchemaPlan plan(CassandraSettings settings) {
    return plan(settings, MigrationOptions.defaults());
  }

  /**
   * What {@link #migrate} with these options would do, executing nothing.
   *
   * @throws SchemaException when Cassandra does not answer, or two operations would have one table
   */
  public SchemaPlan plan(CassandraSettings settings, MigrationOptions options) {
    return connected(settings, options, Planning::plan);
  }

  /**
   * Creates what is missing, in dependency order; as {@link #migrate(CassandraSettings,
   * MigrationOptions)} with default options does.
   */
  public List<String> migrate(CassandraSettings settings) {
    return migrate(settings, MigrationOptions.defaults());
  }

  /**
   * Creates what is missing, in dependency order, waiting after each step until all nodes have it.
   * Of several processes that migrate one works at a time, the others wait; one that finds nothing
   * missing waits for nobody.
   *
   * @return the statements that were executed, in order
   * @throws SchemaException when Cassandra does not answer, two operations would have one table,
   *     the keyspace is missing and not to be created, a node is down or joining, another migrator
   *     holds on for longer than the patience, or what is live cannot be extended to what is wanted
   *     (then nothing is executed)
   */
  public List<String> migrate(CassandraSettings settings, MigrationOptions options) {
    return connected(settings, options, Schema::migrate);
  }

  private static List<String> migrate(List<KeyspaceMigration> keyspaces) {
    keyspaces.forEach(KeyspaceMigration::requirePossible);
    return keyspaces.stream().flatMap(keyspace -> keyspace.migrate().stream()).toList();
  }

  /**
   * @param work is given the keyspace of the settings, then the others in which something is stored
   */
  private <R> R connected(
      CassandraSettings settings,
      MigrationOptions options,
      Function<? super List<KeyspaceMigration>, R> work) {
    requireTablesOfTheirOwn();
    try (SystemTime time = new SystemTime();
        CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      return work.apply(
          Keyspaces.split(services, settings.keyspace()).entrySet().stream()
              .map(
                  there ->
                      new KeyspaceMigration(
                          there.getKey(),
                          there.getValue(),
                          new Migration(
                              session,
                              there.getKey(),
                              tableOptions,
                              options,
                              MigrationGuards.standard(),
                              time),
                          options.alterOptions()))
              .toList());
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

  private void requireTablesOfTheirOwn() {
    TableOwners owners = new TableOwners();
    try {
      services.forEach(owners::claim);
    } catch (IllegalArgumentException e) {
      throw new SchemaException(String.valueOf(e.getMessage()), e);
    }
  }
}
