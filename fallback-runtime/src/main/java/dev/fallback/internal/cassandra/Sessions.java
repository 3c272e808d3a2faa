package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistanceEvaluator;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import dev.fallback.CassandraSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Sessions as Fallback wants them: every request idempotent, so the driver may retry and speculate;
 * no schema metadata, since we read what we need ourselves and the driver's refresh makes each DDL
 * statement wait about a second.
 */
public final class Sessions {
  /** Reads at LOCAL_QUORUM, speculatively. */
  static final String READ = "fallback-read";

  /** Reads at LOCAL_ONE, for when a quorum is not to be had. */
  static final String READ_ONE = "fallback-read-one";

  /** Writes at LOCAL_QUORUM. */
  static final String WRITE = "fallback-write";

  /** Schema statements and the queries around them: slow, and never retried blindly. */
  public static final String DDL = "fallback-ddl";

  /** How long a schema statement may take before its outcome counts as unknown. */
  static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Version 5 ends a conditional write's timeout with a number that the driver does not read; it
   * takes it for the next answer and closes the connection, with all that is under way on it.
   */
  private static final String PROTOCOL = "V4";

  private Sessions() {}

  /** Connects, now or as soon as Cassandra comes. */
  static CompletionStage<CqlSession> open(CassandraSettings settings, RequestTimes times) {
    return open(settings, config(true, times), (node, datacenter) -> null);
  }

  /** Connects now; the stage fails when no node answers. */
  public static CompletionStage<CqlSession> open(CassandraSettings settings) {
    return open(settings, config(false, RequestTimes.defaults()), (node, datacenter) -> null);
  }

  /** The same through some of the nodes only; the others are known but sent nothing. */
  public static CompletionStage<CqlSession> openThrough(
      CassandraSettings settings, Predicate<? super Node> nodes) {
    return open(
        settings,
        config(false, RequestTimes.defaults()),
        (node, datacenter) -> nodes.test(node) ? NodeDistance.LOCAL : NodeDistance.IGNORED);
  }

  private static CompletionStage<CqlSession> open(
      CassandraSettings settings, DriverConfigLoader config, NodeDistanceEvaluator distances) {
    var builder = CqlSession.builder().withConfigLoader(config);
    for (InetSocketAddress point : settings.contactPoints()) {
      builder.addContactPoint(
          point.isUnresolved()
              ? new InetSocketAddress(point.getHostString(), point.getPort())
              : point);
    }
    return builder
        .withLocalDatacenter(settings.localDatacenter())
        .withNodeDistanceEvaluator(distances)
        .buildAsync();
  }

  private static DriverConfigLoader config(boolean untilItComes, RequestTimes times) {
    ProgrammaticDriverConfigLoaderBuilder config =
        DriverConfigLoader.programmaticBuilder()
            .withString(DefaultDriverOption.PROTOCOL_VERSION, PROTOCOL)
            .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, untilItComes)
            .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
            .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
            .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
            .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
            .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
            .withString(DefaultDriverOption.SESSION_NAME, "fallback");
    if (!untilItComes) { // for schema work alone
      config.withDuration(DefaultDriverOption.REQUEST_TIMEOUT, DDL_TIMEOUT);
    }
    return config
        .startProfile(READ)
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, times.oneRead())
        .withClass(
            DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
            ConstantSpeculativeExecutionPolicy.class)
        .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
        .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, Duration.ofMillis(50))
        .endProfile()
        .startProfile(READ_ONE)
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_ONE")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, times.oneRead())
        .withClass(
            DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
            ConstantSpeculativeExecutionPolicy.class)
        .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
        .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, Duration.ofMillis(50))
        .endProfile()
        .startProfile(WRITE)
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, times.write())
        .endProfile()
        .startProfile(DDL)
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, DDL_TIMEOUT)
        .endProfile()
        .build();
  }
}
