package dev.fallback.testkit;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.fallback.internal.cassandra.Sessions;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the three nodes of one cluster, which is started once for the whole run. Who asks for
 * it finds all nodes up, also those that were left dead; a paused one must be resumed by whoever
 * paused it. Keyspaces stay: each test has names of its own.
 */
public final class SharedCluster implements ParameterResolver {
  /** Hundreds of tables, which many rounds make, take memory. */
  private static final int HEAP_MEGABYTES =
      Integer.getInteger("migration.rounds", 1) < 10 ? 256 : 768;

  /** Called by JUnit. */
  public SharedCluster() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedCassandraCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    EmbeddedCassandraCluster cluster =
        context
            .getRoot()
            .getStore(Namespace.create(SharedCluster.class))
            .getOrComputeIfAbsent(
                SharedCluster.class,
                key -> EmbeddedCassandraCluster.builder().heapMegabytes(HEAP_MEGABYTES).start(),
                EmbeddedCassandraCluster.class);
    cluster.nodes().stream().filter(node -> !node.isAlive()).forEach(EmbeddedCassandra::restart);
    awaitAllNodes(cluster);
    return cluster;
  }

  /** Waits until a client sees all nodes up, and they agree. */
  public static void awaitAllNodes(EmbeddedCassandraCluster cluster) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () -> {
              try (CqlSession session =
                  Sessions.open(cluster.settings("any")).toCompletableFuture().join()) {
                return session.checkSchemaAgreement()
                    && session.getMetadata().getNodes().size() == 3
                    && session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getState() == NodeState.UP);
              }
            });
  }
}
