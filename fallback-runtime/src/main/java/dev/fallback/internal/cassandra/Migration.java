package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.SchemaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Plans and executes additive schema changes over one session. Blocks; not thread-safe. */
public final class Migration {
  private static final Duration AGREEMENT_POLL = Duration.ofMillis(50);
  private static final int AGREEMENT_POLLS = 600;

  private final CqlSession session;
  private final CassandraSettings settings;
  private final LiveSchemaReader live;
  private final Time time;

  public Migration(CqlSession session, CassandraSettings settings, Time time) {
    this.time = time;
    this.session = session;
    this.settings = settings;
    this.live = new LiveSchemaReader(session, settings.keyspace());
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
    awaitAgreement();
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
    session.execute(
        SimpleStatement.newInstance(statement)
            .setIdempotent(false)
            .setExecutionProfileName(Sessions.DDL));
    awaitAgreement();
  }

  /**
   * Agreement of all nodes that the cluster knows, not only of those the driver is connected to.
   */
  private void awaitAgreement() {
    int polls = 0;
    for (Set<UUID> versions = versions(); versions.size() > 1; versions = versions()) {
      if (++polls > AGREEMENT_POLLS) {
        throw new SchemaException(
            "the nodes did not agree on a schema within %s: versions %s; is a node down or joining?"
                .formatted(AGREEMENT_POLL.multipliedBy(AGREEMENT_POLLS), versions));
      }
      CompletableFuture<Void> pause = new CompletableFuture<>();
      time.after(AGREEMENT_POLL.toNanos(), () -> pause.complete(null));
      pause.join();
    }
  }

  private Set<UUID> versions() {
    Set<UUID> versions = new HashSet<>();
    collect("SELECT schema_version FROM system.local", versions);
    collect("SELECT schema_version FROM system.peers_v2", versions);
    return versions;
  }

  private void collect(String query, Set<UUID> versions) {
    for (Row row :
        session.execute(SimpleStatement.newInstance(query).setExecutionProfileName(Sessions.DDL))) {
      UUID version = row.getUuid("schema_version");
      if (version != null) {
        versions.add(version);
      }
    }
  }
}
