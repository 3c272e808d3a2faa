package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Plans and executes additive schema changes over one session. Blocks; not thread-safe. */
public final class Migration {
  private final CassandraSettings settings;
  private final LiveSchemaReader live;
  private final SchemaStatements statements;

  public Migration(CqlSession session, CassandraSettings settings, Time time) {
    this.settings = settings;
    this.live = new LiveSchemaReader(session, settings.keyspace());
    this.statements = new SchemaStatements(session, time);
  }

  /** Creates the keyspace where it is missing. */
  public List<String> createKeyspace(int replicas) {
    if (live.keyspaceExists().toCompletableFuture().join()) {
      return List.of();
    }
    String statement =
        "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
            .formatted(settings.keyspace(), settings.localDatacenter(), replicas);
    execute(statement);
    return List.of(statement);
  }

  /** What {@link #migrate} would execute. */
  public List<String> plan(Collection<ServiceDescriptor> services) {
    return diff(services).steps();
  }

  /** Executes steps until none is left; the plan is made anew from what is live after each. */
  public List<String> migrate(Collection<ServiceDescriptor> services) {
    List<String> executed = new ArrayList<>();
    statements.agreement().await(null);
    for (List<String> steps = plan(services); !steps.isEmpty(); steps = plan(services)) {
      String step = steps.get(0);
      if (executed.contains(step)) {
        throw new SchemaException(
            "'%s' was executed and is still missing; is something else changing keyspace %s?"
                .formatted(step, settings.keyspace()));
      }
      execute(step);
      executed.add(step);
    }
    return executed;
  }

  private SchemaDiff diff(Collection<ServiceDescriptor> services) {
    if (!live.keyspaceExists().toCompletableFuture().join()) {
      throw new SchemaException(
          "keyspace %s does not exist; create it with the replication you want first"
              .formatted(settings.keyspace()));
    }
    SchemaDiff diff =
        SchemaDiff.between(services, live.read().toCompletableFuture().join(), settings.keyspace());
    if (!diff.conflicts().isEmpty()) {
      throw new SchemaException(String.join(System.lineSeparator(), diff.conflicts()));
    }
    return diff;
  }

  private void execute(String statement) {
    statements.execute(statement);
  }
}
