package dev.fallback.bank.lab.node;

import dev.fallback.BreakerSettings;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.bank.variant.Variant;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a bank of the lab is to be like, in a form that passes between processes.
 *
 * @param port to listen on
 * @param postgresHost address of Postgres, or of a proxy before it
 * @param contactPoints of Cassandra, as {@code host:port}
 * @param accounts beside the five that always exist
 * @param guard whether recordings are compared with what is stored
 * @param firstWaitMs the breaker's first wait, in milliseconds
 * @param longestWaitMs its longest wait
 */
public record NodeSettings(
    int port,
    String postgresHost,
    int postgresPort,
    String database,
    String user,
    List<String> contactPoints,
    String datacenter,
    String keyspace,
    Variant variant,
    int accounts,
    boolean guard,
    long firstWaitMs,
    long longestWaitMs) {
  private static final double WAIT_FACTOR = 2;

  public NodeSettings {
    contactPoints = List.copyOf(contactPoints);
  }

  /** How to reach the store. */
  CassandraSettings cassandra() {
    return new CassandraSettings(
        contactPoints.stream().map(NodeSettings::address).toList(), datacenter, keyspace);
  }

  BankSettings bank() {
    return BankSettings.of(PostgresSettings.of(postgresHost, postgresPort, database, user, ""))
        .withCassandra(cassandra())
        .withVariant(variant)
        .withGuard(guard)
        .withBreaker(
            BreakerSettings.defaults()
                .withWait(
                    Duration.ofMillis(firstWaitMs), WAIT_FACTOR, Duration.ofMillis(longestWaitMs)))
        .withExtraAccounts(accounts)
        .listeningOn("127.0.0.1", port);
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }
}
