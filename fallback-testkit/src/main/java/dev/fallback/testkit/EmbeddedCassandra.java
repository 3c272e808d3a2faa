package dev.fallback.testkit;

import dev.fallback.CassandraSettings;
import dev.fallback.testkit.internal.cassandra.CassandraNode;
import dev.fallback.testkit.internal.cassandra.CqlConnection;
import dev.fallback.testkit.internal.cassandra.NodeSettings;
import dev.fallback.testkit.internal.process.Ports;
import dev.fallback.testkit.internal.process.Server;
import dev.fallback.testkit.internal.process.ServerHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real Cassandra node, without Docker: a child process with its own Java and its own class path,
 * which is taken from Maven repositories on first use (70 MB, kept in the local repository).
 *
 * <p>It listens on loopback only, without authentication, in data centre {@code datacenter1}. It
 * dies with this JVM in every case, also when this JVM is killed. It can itself be killed, hung and
 * restarted; acknowledged writes survive that, except those of the last tenth of a second before a
 * kill, since Cassandra marks its log that often. Needs a POSIX system and an installed Java 17
 * (this JVM may be a newer one). Thread-safe: one call at a time.
 */
public final class EmbeddedCassandra implements AutoCloseable {
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private final CassandraNode node;
  private final ServerHome home;
  private final Server server;

  private EmbeddedCassandra(
      CassandraNode node, ServerHome home, Consumer<String> progress, boolean closedByOwner) {
    this.node = node;
    this.home = home;
    this.server = new Server(node, home, progress, closedByOwner);
  }

  /** What a node is to be like; everything has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a node on a free port with data that is deleted on close. */
  public static EmbeddedCassandra start() {
    return builder().start();
  }

  /** The address it listens on, for instance {@code 127.0.0.1}. */
  public String address() {
    return node.address();
  }

  /** The port for clients. */
  public int port() {
    return node.port();
  }

  /** Address and port for clients. */
  public InetSocketAddress contactPoint() {
    return new InetSocketAddress(node.address(), node.port());
  }

  /** Name of its data centre, which the driver must be told. */
  public String localDatacenter() {
    return "datacenter1";
  }

  /** How to reach it, with a keyspace that need not exist. */
  public CassandraSettings settings(String keyspace) {
    return new CassandraSettings(List.of(contactPoint()), localDatacenter(), keyspace);
  }

  /**
   * Makes a keyspace where there is none, with one copy of the data.
   *
   * @param keyspace lower-case letters, digits and underscores
   * @return how to reach it
   */
  public CassandraSettings createKeyspace(String keyspace) {
    CassandraSettings settings = settings(keyspace);
    try (var connection = CqlConnection.open(contactPoint(), REQUEST_LIMIT)) {
      connection.execute(
          "CREATE KEYSPACE IF NOT EXISTS "
              + keyspace
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Keyspace %s could not be made on %s".formatted(keyspace, contactPoint()), e);
    }
  }

  /** Process id of the node, also after its end. */
  public long pid() {
    return server.pid();
  }

  /** Whether its process exists, running or paused. */
  public boolean isAlive() {
    return server.isAlive();
  }

  /** Its folder: data, configuration and log. */
  public Path directory() {
    return home.directory();
  }

  /** Everything the node has printed, over all its starts in this folder. */
  public Path log() {
    return node.log();
  }

  /** How long the last start took, to the first answered query. */
  public Duration startTime() {
    return server.startTime();
  }

  /** Kills the node (SIGKILL) and waits until it is gone. Its data stays. */
  public void kill() {
    server.kill();
  }

  /** Hangs the node (SIGSTOP): connections stay open, nothing answers. */
  public void pause() {
    server.pause();
  }

  /** Lets a hung node go on (SIGCONT). */
  public void resume() {
    server.resume();
  }

  /**
   * Starts the node again on the same data and port and waits until it answers; a node that is
   * alive is killed first.
   *
   * @throws ServerStartException when it does not come up
   */
  public void restart() {
    server.restart();
  }

  /** Ends the node and deletes its folder if that is a temporary one. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "EmbeddedCassandra[" + node.where() + "]";
  }

  /** What a node is to be like. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path directory;
    private String address = "127.0.0.1";
    private int port;
    private int storagePort;
    private List<String> seeds = List.of();
    private long initialToken;
    private int heapMegabytes = 256;
    private @Nullable Path java;
    private boolean recordArchive;
    private Consumer<String> progress = line -> {};
    private boolean closedByOwner;

    private Builder() {}

    /** Keeps data in this folder, made where missing. Default: a temporary one. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory);
      return this;
    }

    /** Port for clients. Default: a free one below 32768, which stays free through a restart. */
    public Builder port(int port) {
      this.port = Ports.checked(port);
      return this;
    }

    /** Port for other nodes. Default: a free one below 32768. */
    public Builder storagePort(int storagePort) {
      this.storagePort = Ports.checked(storagePort);
      return this;
    }

    /** Loopback address to listen on. Default: {@code 127.0.0.1}. */
    public Builder listenAddress(String address) {
      this.address = Objects.requireNonNull(address);
      return this;
    }

    /**
     * Makes it a node of a cluster of several.
     *
     * @param seeds nodes to meet first, as {@code address:storagePort}; the same for all nodes
     * @param initialToken where its part of the ring starts; another one for every node
     */
    public Builder cluster(List<String> seeds, long initialToken) {
      this.seeds = List.copyOf(seeds);
      this.initialToken = initialToken;
      return this;
    }

    /** Size of its Java heap, at least 96. Default: 256; its process takes some 300 more. */
    public Builder heapMegabytes(int heapMegabytes) {
      if (heapMegabytes < 96) {
        throw new IllegalArgumentException(
            "heapMegabytes: %d is too small; 96 is the least that was seen to work"
                .formatted(heapMegabytes));
      }
      this.heapMegabytes = heapMegabytes;
      return this;
    }

    /**
     * Folder of the Java 17 that runs the node. Default: the running one if it fits, else the first
     * found through {@code JAVA17_HOME}, {@code JAVA_HOME} and the usual places.
     */
    public Builder java(Path home) {
      this.java = Objects.requireNonNull(home);
      return this;
    }

    /**
     * Lets {@link #close} take some seconds longer, once on a machine, to write an archive that
     * makes all later starts a quarter faster. Default: no archive is written; one that is there is
     * used.
     */
    public Builder recordStartupArchive() {
      this.recordArchive = true;
      return this;
    }

    /**
     * Leaves it alone while this JVM ends, also by a signal or a terminal's Ctrl-C: who starts it
     * needs it for an orderly end of its own, in a shutdown hook, and closes it there. What is not
     * closed dies with this JVM all the same. Default: it is killed by a shutdown hook.
     */
    public Builder closedByOwner() {
      this.closedByOwner = true;
      return this;
    }

    /** Told in short sentences what goes on while it starts. Default: nobody. */
    public Builder progress(Consumer<String> progress) {
      this.progress = Objects.requireNonNull(progress);
      return this;
    }

    /**
     * Starts the node and waits until it answers a query.
     *
     * @throws ServerStartException when it does not come up: the message says why and what to do
     */
    public EmbeddedCassandra start() {
      ServerHome home = ServerHome.open(directory, "Cassandra");
      EmbeddedCassandra cassandra;
      try {
        cassandra =
            new EmbeddedCassandra(
                new CassandraNode(settings(), home, java, recordArchive, progress),
                home,
                progress,
                closedByOwner);
      } catch (RuntimeException e) {
        home.close();
        throw e;
      }
      cassandra.server.start();
      return cassandra;
    }

    private NodeSettings settings() {
      int clients = port == 0 ? Ports.free(address) : port;
      int nodes = storagePort == 0 ? Ports.free(address) : storagePort;
      boolean single = seeds.isEmpty();
      return new NodeSettings(
          address,
          clients,
          nodes,
          single ? List.of(address + ":" + nodes) : seeds,
          initialToken,
          heapMegabytes,
          single);
    }
  }
}
