package dev.fallback;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * How to reach Cassandra.
 *
 * @param contactPoints nodes to connect to first; at least one
 * @param localDatacenter name of the data centre that requests go to
 * @param keyspace keyspace of types and tables: 1 to 48 lower-case letters, digits and underscores,
 *     a letter first
 */
public record CassandraSettings(
    List<InetSocketAddress> contactPoints, String localDatacenter, String keyspace) {

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    Objects.requireNonNull(localDatacenter);
    if (contactPoints.isEmpty()) {
      throw new IllegalArgumentException("contactPoints: at least one node is needed");
    }
    if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException(
          "keyspace: '%s' is not 1 to 48 lower-case letters, digits and underscores, a letter first"
              .formatted(keyspace));
    }
  }

  /** One node of data centre {@code datacenter1}, the name a single node has by default. */
  public static CassandraSettings of(String host, int port, String keyspace) {
    return new CassandraSettings(
        List.of(InetSocketAddress.createUnresolved(host, port)), "datacenter1", keyspace);
  }
}
