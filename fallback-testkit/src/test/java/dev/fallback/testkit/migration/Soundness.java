package dev.fallback.testkit.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.fallback.CassandraSettings;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.internal.cassandra.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a cluster is as it should be after migrations: each node for itself has the same schema
 * and all that is wanted, and every table is written and read through every node.
 */
final class Soundness {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Soundness() {}

  /** What is wrong; empty when nothing is. */
  static List<String> faults(CassandraSettings settings, Items wanted) {
    List<String> faults = new ArrayList<>();
    try (CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      Collection<Node> nodes = session.getMetadata().getNodes().values();
      if (nodes.size() != 3) {
        faults.add("of three nodes the driver knows " + nodes);
      }
      Set<String> versions = new HashSet<>();
      Set<String> ids = new HashSet<>();
      for (Node node : nodes) {
        versions.add(one(session, node, "SELECT schema_version AS v FROM system.local").toString());
        ids.add(
            rows(
                    session,
                    node,
                    "SELECT table_name, id FROM system_schema.tables WHERE keyspace_name = '%s'"
                        .formatted(settings.keyspace()))
                .stream()
                .map(row -> row.getString(0) + " " + row.getUuid(1))
                .sorted()
                .toList()
                .toString());
        fields(session, node, settings, wanted, faults);
      }
      if (versions.size() > 1) {
        faults.add("versions of the schema: " + versions);
      }
      if (ids.size() > 1) {
        faults.add("tables by node: " + ids);
      }
      for (OperationDescriptor<?> operation : wanted.operations()) {
        usable(session, nodes, settings, operation.table().name(), wanted, faults);
      }
    } catch (DriverException e) {
      faults.add(e.toString());
    }
    return faults;
  }

  private static void fields(
      CqlSession session,
      Node node,
      CassandraSettings settings,
      Items wanted,
      List<String> faults) {
    List<String> live =
        rows(
                session,
                node,
                "SELECT field_names FROM system_schema.types WHERE keyspace_name = '%s' AND type_name = 'item'"
                    .formatted(settings.keyspace()))
            .stream()
            .flatMap(row -> row.getList(0, String.class).stream())
            .toList();
    wanted.types().get(0).fields().stream()
        .filter(field -> !live.contains(field.name()))
        .forEach(field -> faults.add("%s lacks field %s: %s".formatted(node, field.name(), live)));
  }

  private static void usable(
      CqlSession session,
      Collection<Node> nodes,
      CassandraSettings settings,
      String table,
      Items wanted,
      List<String> faults) {
    String name = settings.keyspace() + "." + table;
    try {
      PreparedStatement insert =
          session.prepare("INSERT INTO %s (key, snapshot) VALUES (?, ?)".formatted(name));
      PreparedStatement select =
          session.prepare("SELECT snapshot FROM %s WHERE key = ?".formatted(name));
      for (Node writer : nodes) {
        String key = writer.getEndPoint().toString();
        session.execute(
            insert
                .boundStatementBuilder()
                .setBytesUnsafe(0, Items.key(key))
                .setBytesUnsafe(1, wanted.snapshot("tag"))
                .build()
                .setNode(writer)
                .setTimeout(TIMEOUT)
                .setConsistencyLevel(DefaultConsistencyLevel.ALL));
        for (Node reader : nodes) {
          Row row =
              session
                  .execute(
                      select
                          .boundStatementBuilder()
                          .setBytesUnsafe(0, Items.key(key))
                          .build()
                          .setNode(reader)
                          .setTimeout(TIMEOUT)
                          .setConsistencyLevel(DefaultConsistencyLevel.ALL))
                  .one();
          if (row == null || !wanted.snapshot("tag").equals(row.getBytesUnsafe(0))) {
            faults.add("%s lost what was written through %s".formatted(name, key));
          }
        }
      }
    } catch (DriverException e) {
      faults.add(name + ": " + e);
    }
  }

  private static Object one(CqlSession session, Node node, String query) {
    return rows(session, node, query).get(0).getObject(0);
  }

  private static List<Row> rows(CqlSession session, Node node, String query) {
    return session
        .execute(SimpleStatement.newInstance(query).setNode(node).setTimeout(TIMEOUT))
        .all();
  }
}
