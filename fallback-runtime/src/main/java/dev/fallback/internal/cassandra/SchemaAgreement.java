package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.fallback.internal.time.Time;
import dev.fallback.schema.SchemaException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Waits until all nodes have one schema: all that the cluster knows, not only those the driver is
 * connected to. What the nodes have is asked of one of them, the one that executed the last
 * statement: it alone has that statement for certain, whereas another that has not heard of it yet
 * would see everyone agree on the schema before. Blocks; not thread-safe.
 */
final class SchemaAgreement {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int POLLS = 600;

  private final CqlSession session;
  private final Time time;

  SchemaAgreement(CqlSession session, Time time) {
    this.session = session;
    this.time = time;
  }

  /**
   * Waits as the witness sees it, half a minute at most.
   *
   * @param witness the node that executed the last statement; null for any
   * @throws SchemaException if the nodes do not agree in time; says which node has which version
   */
  void await(@Nullable Node witness) {
    int polls = 0;
    for (Optional<String> found = disagreement(witness);
        found.isPresent();
        found = disagreement(witness)) {
      if (++polls > POLLS) {
        throw new SchemaException(
            "the nodes did not agree on a schema within %s: %s; is one down or joining?"
                .formatted(POLL.multipliedBy(POLLS), found.get()));
      }
      ClusterLease.pause(time, POLL.toNanos());
    }
  }

  /** Which node has which version, when they are not all the same. */
  Optional<String> disagreement() {
    return disagreement(null);
  }

  private Optional<String> disagreement(@Nullable Node witness) {
    Map<String, UUID> versions = versions(witness);
    return new HashSet<>(versions.values()).size() > 1
        ? Optional.of("versions by node are " + versions)
        : Optional.empty();
  }

  private Map<String, UUID> versions(@Nullable Node witness) {
    Map<String, UUID> versions = new TreeMap<>();
    ResultSet own =
        query("SELECT broadcast_address AS node, schema_version FROM system.local", witness);
    Node asked = own.getExecutionInfo().getCoordinator();
    collect(own, versions);
    collect(query("SELECT peer AS node, schema_version FROM system.peers_v2", asked), versions);
    return versions;
  }

  private ResultSet query(String query, @Nullable Node node) {
    return session.execute(
        SimpleStatement.newInstance(query).setExecutionProfileName(Sessions.DDL).setNode(node));
  }

  private static void collect(ResultSet rows, Map<String, UUID> versions) {
    for (Row row : rows) {
      UUID version = row.getUuid("schema_version");
      InetAddress node = row.getInetAddress("node");
      if (version != null && node != null) {
        versions.put(node.getHostAddress(), version);
      }
    }
  }
}
