package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.fallback.internal.time.Time;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Executes schema statements, each once, and waits until all nodes have what came of it. */
final class SchemaStatements {
  private final CqlSession session;
  private final SchemaAgreement agreement;
  private final boolean oneCoordinator;

  SchemaStatements(CqlSession session, Time time, boolean oneCoordinator) {
    this.session = session;
    this.agreement = new SchemaAgreement(session, time);
    this.oneCoordinator = oneCoordinator;
  }

  SchemaAgreement agreement() {
    return agreement;
  }

  /** Never retried: nobody knows whether a statement that failed has been executed. */
  void execute(String statement) {
    ResultSet result =
        session.execute(
            SimpleStatement.newInstance(statement)
                .setIdempotent(false)
                .setExecutionProfileName(Sessions.DDL)
                .setNode(oneCoordinator ? first() : null));
    agreement.await(result.getExecutionInfo().getCoordinator());
  }

  /** The node that every process would choose that sees the same nodes; null where none is up. */
  private @Nullable Node first() {
    return session.getMetadata().getNodes().values().stream()
        .filter(node -> node.getState() == NodeState.UP)
        .filter(node -> node.getDistance() == NodeDistance.LOCAL)
        .filter(node -> node.getHostId() != null)
        .min(Comparator.comparing(node -> String.valueOf(node.getHostId())))
        .orElse(null);
  }
}
