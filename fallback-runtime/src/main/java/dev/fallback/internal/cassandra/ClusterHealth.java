package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.fallback.schema.SchemaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Whether all nodes are there to take a change of the schema. Nodes of the local data centre are
 * asked each for itself; of the others, and of those that join, what gossip says counts. Blocks.
 */
final class ClusterHealth {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Set<String> STATUS = Set.of("status", "status_with_port");

  /** What a node in the ring, or one that has left it for good, says of itself. */
  private static final Set<String> SETTLED =
      Set.of("NORMAL", "LEFT", "removed", "removing", "REMOVED_TOKEN");

  private final CqlSession session;

  ClusterHealth(CqlSession session) {
    this.session = session;
  }

  /**
   * Nothing when every node is there.
   *
   * @throws SchemaException names each node that is not, and why
   */
  void requireAllNodes() {
    List<String> absent = absent();
    if (!absent.isEmpty()) {
      throw new SchemaException(
          "a change of the schema needs every node, and %s. Bring them back, or remove them from the cluster, and try again; nothing was executed"
              .formatted(String.join(", ", absent)));
    }
  }

  private List<String> absent() {
    List<String> absent = new ArrayList<>();
    Map<String, CompletionStage<?>> asked = new LinkedHashMap<>();
    Collection<Node> nodes = session.getMetadata().getNodes().values();
    for (Node node : nodes) {
      if (node.getState() == NodeState.DOWN || node.getState() == NodeState.FORCED_DOWN) {
        absent.add(node.getEndPoint() + " is down");
      } else if (node.getDistance() != NodeDistance.IGNORED) {
        asked.put(
            node.getEndPoint().toString(),
            session.executeAsync(
                statement("SELECT schema_version FROM system.local").setNode(node)));
      }
    }
    asked.forEach(
        (node, answer) -> {
          try {
            ClusterLease.joined(answer);
          } catch (DriverException e) {
            absent.add("%s does not answer (%s)".formatted(node, e.getMessage()));
          }
        });
    absent.addAll(unsettled());
    return absent;
  }

  /** Nodes that join, move or leave: the driver does not know of all of them. */
  private List<String> unsettled() {
    List<String> unsettled = new ArrayList<>();
    try {
      for (Row row : session.execute(statement("SELECT * FROM system_views.gossip_info"))) {
        String status = status(row);
        if (!status.isEmpty() && !SETTLED.contains(status)) {
          unsettled.add("%s says it is %s".formatted(row.getInetAddress("address"), status));
        }
      }
    } catch (QueryValidationException e) {
      return List.of(); // a server older than this table
    }
    return unsettled;
  }

  private static String status(Row row) {
    String status = "";
    for (ColumnDefinition column : row.getColumnDefinitions()) {
      String name = column.getName().asInternal();
      String value = STATUS.contains(name) ? row.getString(column.getName()) : null;
      if (value != null) {
        status = value.split(",", 2)[0];
      }
    }
    return status;
  }

  private static SimpleStatement statement(String query) {
    return SimpleStatement.newInstance(query)
        .setExecutionProfileName(Sessions.DDL)
        .setTimeout(TIMEOUT);
  }
}
