package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.schema.LiveSchema;
import dev.fallback.internal.schema.SchemaConflict;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.schema.SchemaStep;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.MigrationOptions;
import dev.fallback.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans and executes additive schema changes over one session. Two that change a schema at the same
 * time through different nodes lose each other's changes, or damage it for good, and a schema
 * statement cannot be conditional. Therefore one works at a time, under a lease; each statement is
 * sent once, and the next one only when all nodes have what came of it; and what to do is worked
 * out anew from what is live after each. Blocks; not thread-safe.
 */
public final class Migration {
  /** Name of the lease that a migrator holds. */
  public static final String LEASE = "schema";

  private final CqlSession session;
  private final String keyspace;
  private final Map<String, Map<String, String>> tableOptions;
  private final MigrationOptions options;
  private final MigrationGuards guards;
  private final Time time;
  private final LiveSchemaReader live;
  private final SchemaStatements statements;
  private final ClusterHealth health;
  private final ShapeTable shapes;
  private final List<String> executed = new ArrayList<>();

  /**
   * @param tableOptions by name of table, CQL literals by name of option
   */
  public Migration(
      CqlSession session,
      String keyspace,
      Map<String, Map<String, String>> tableOptions,
      MigrationOptions options,
      MigrationGuards guards,
      Time time) {
    this.session = session;
    this.keyspace = keyspace;
    this.tableOptions = tableOptions;
    this.options = options;
    this.guards = guards;
    this.time = time;
    this.live = new LiveSchemaReader(session, keyspace);
    this.statements = new SchemaStatements(session, time, guards.oneCoordinator());
    this.health = new ClusterHealth(session);
    this.shapes = new ShapeTable(keyspace);
  }

  /** The statement that creates the keyspace; empty where it is there. */
  public Optional<SchemaStep> keyspaceStep() {
    if (live.keyspaceExists().toCompletableFuture().join()) {
      return Optional.empty();
    }
    if (options.replication().isEmpty()) {
      throw new SchemaException(
          "keyspace %s does not exist; create it with the replication you want first, or say how many copies each data centre shall have"
              .formatted(keyspace));
    }
    String copies =
        options.replication().entrySet().stream()
            .map(centre -> ", '%s': %d".formatted(centre.getKey(), centre.getValue()))
            .collect(Collectors.joining());
    return Optional.of(
        new SchemaStep(
            "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy'%s}"
                .formatted(keyspace, copies),
            "There is no keyspace %s yet.".formatted(keyspace),
            List.of()));
  }

  /** Creates the keyspace where it is missing; what was executed. */
  public List<String> createKeyspace() {
    keyspaceStep()
        .ifPresent(
            step -> {
              health.requireAllNodes();
              execute(step.statement());
            });
    return List.copyOf(executed);
  }

  /** What separates the live schema from what the services want, conflicts included. */
  public SchemaDiff diff(Collection<ServiceDescriptor> services) {
    LiveSchema found = live.read().toCompletableFuture().join();
    return SchemaDiff.between(services, found, keyspace, tableOptions);
  }

  /** Which node has which version of the schema, when they are not all the same. */
  public Optional<String> disagreement() {
    return statements.agreement().disagreement();
  }

  /**
   * Does nothing where {@link #migrate} could begin.
   *
   * @throws SchemaException with all that stands in its way
   */
  public void requirePossible(Collection<ServiceDescriptor> services) {
    keyspaceStep();
    steps(services);
  }

  /** Executes steps until none is left, and writes down which fields this release knows. */
  public List<String> migrate(Collection<ServiceDescriptor> services) {
    createKeyspace();
    if (!steps(services).isEmpty()) {
      health.requireAllNodes();
      if (guards.lease()) {
        underLease(services);
      } else {
        work(services, null);
      }
    }
    register(services);
    return List.copyOf(executed);
  }

  private void underLease(Collection<ServiceDescriptor> services) {
    steps(services).stream()
        .filter(step -> step.statement().contains("." + ClusterLease.TABLE + " "))
        .forEach(step -> execute(step.statement()));
    try (ClusterLease lease =
        ClusterLease.acquire(
            session,
            keyspace,
            LEASE,
            guards.times(),
            options.patience(),
            time,
            options.progress())) {
      try {
        work(services, lease);
      } catch (DriverException e) {
        if (!isRefusal(e)) {
          lease.abandon();
        }
        throw e;
      }
    } catch (LeaseLostException e) {
      throw new SchemaException(
          "%s. %s"
              .formatted(
                  e.getMessage(),
                  executed.isEmpty()
                      ? "Nothing was executed"
                      : "Executed before: " + String.join("; ", executed)),
          e);
    }
  }

  private void work(Collection<ServiceDescriptor> services, @Nullable ClusterLease lease) {
    statements.agreement().await(null);
    for (List<SchemaStep> steps = steps(services); !steps.isEmpty(); steps = steps(services)) {
      SchemaStep step = steps.get(0);
      if (executed.contains(step.statement())) {
        throw new SchemaException(
            "'%s' was executed and is still missing; is something else changing keyspace %s?"
                .formatted(step.statement(), keyspace));
      }
      health.requireAllNodes();
      if (lease != null) {
        lease.requireHeld();
      }
      options.progress().accept("%d to do: %s".formatted(steps.size(), step.statement()));
      if (lease != null && !lease.isHeld()) {
        lease.requireHeld(); // whoever was told took long, or this process was stopped
      }
      try {
        execute(step.statement());
      } catch (QueryValidationException e) {
        if (steps(services).contains(step)) {
          throw e;
        }
        options.progress().accept("Someone else has just done it: " + e.getMessage());
      }
    }
  }

  private List<SchemaStep> steps(Collection<ServiceDescriptor> services) {
    SchemaDiff diff = diff(services);
    if (!diff.conflicts().isEmpty()) {
      throw new SchemaException(
          diff.conflicts().stream()
              .map(SchemaConflict::toString)
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return options.alterOptions()
        ? Stream.concat(diff.steps().stream(), diff.remarks().stream()).toList()
        : diff.steps();
  }

  private void execute(String statement) {
    long start = time.nanos();
    statements.execute(statement);
    executed.add(statement);
    options
        .progress()
        .accept(
            "All nodes have it after %d ms: %s"
                .formatted((time.nanos() - start) / 1_000_000, statement));
  }

  private void register(Collection<ServiceDescriptor> services) {
    for (ServiceDescriptor service : services) {
      service.operations().stream()
          .map(operation -> Shape.of(service, operation).register(session, shapes))
          .toList()
          .forEach(ClusterLease::joined);
    }
  }

  /** Whether Cassandra has certainly not executed it. */
  private static boolean isRefusal(DriverException error) {
    return error instanceof QueryValidationException
        || error instanceof AllNodesFailedException failed
            && failed.getAllErrors().values().stream()
                .flatMap(List::stream)
                .allMatch(NodeUnavailableException.class::isInstance);
  }
}
