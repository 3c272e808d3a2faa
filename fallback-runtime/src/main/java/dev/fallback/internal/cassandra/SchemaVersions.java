package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Which versions of the schema the nodes have that can be reached. Never blocks. */
final class SchemaVersions {
  private SchemaVersions() {}

  /** As one node sees it: one version when all agree, else several with commas between. */
  static CompletionStage<String> of(CqlSession session) {
    return session
        .executeAsync(query("SELECT schema_version FROM system.local"))
        .thenCompose(
            own ->
                session
                    .executeAsync(
                        query("SELECT host_id, schema_version FROM system.peers_v2")
                            .setNode(own.getExecutionInfo().getCoordinator()))
                    .thenApply(peers -> versions(session, own, peers)));
  }

  private static String versions(CqlSession session, AsyncResultSet own, AsyncResultSet peers) {
    Set<UUID> down =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.DOWN)
            .map(Node::getHostId)
            .collect(Collectors.toSet());
    Set<String> versions = new TreeSet<>();
    for (Row row : own.currentPage()) {
      versions.add(String.valueOf(row.getUuid("schema_version")));
    }
    for (Row row : peers.currentPage()) {
      if (!down.contains(row.getUuid("host_id")) && row.getUuid("schema_version") != null) {
        versions.add(String.valueOf(row.getUuid("schema_version")));
      }
    }
    return String.join(",", versions);
  }

  private static SimpleStatement query(String query) {
    return SimpleStatement.newInstance(query).setExecutionProfileName(Sessions.WRITE);
  }
}
