package dev.fallback.testkit;

import dev.fallback.CassandraSettings;
import dev.fallback.testkit.internal.cassandra.CqlConnection;
import dev.fallback.testkit.internal.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Three real Cassandra nodes on 127.0.0.1, 127.0.0.2 and 127.0.0.3 that form a cluster; each can be
 * killed, hung and restarted by itself. Linux only, since other systems have but one loopback
 * address. Takes some 600 MB a node. Thread-safe.
 */
public final class EmbeddedCassandraCluster implements AutoCloseable {
  private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

  /** Three equal parts of the ring. */
  private static final List<Long> TOKENS =
      List.of(-9223372036854775808L, -3074457345618258603L, 3074457345618258602L);

  private static final Duration FORMATION_LIMIT = Duration.ofMinutes(1);
  private static final Duration FORMATION_POLL = Duration.ofMillis(50);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private final List<EmbeddedCassandra> nodes;

  private EmbeddedCassandraCluster(List<EmbeddedCassandra> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** What the cluster is to be like; everything has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a cluster on free ports with data that is deleted on close. */
  public static EmbeddedCassandraCluster start() {
    return builder().start();
  }

  /** The three nodes; the first is the seed of the others. */
  public List<EmbeddedCassandra> nodes() {
    return nodes;
  }

  /** How to reach all nodes, with a keyspace that need not exist. */
  public CassandraSettings settings(String keyspace) {
    return new CassandraSettings(
        nodes.stream().map(EmbeddedCassandra::contactPoint).toList(),
        nodes.get(0).localDatacenter(),
        keyspace);
  }

  /**
   * Makes a keyspace where there is none, with a copy of the data on every node, through the first
   * node. Other nodes learn of it a little later: clients must wait for schema agreement, as
   * drivers do after their own statements only.
   *
   * @param keyspace lower-case letters, digits and underscores
   * @return how to reach it
   */
  public CassandraSettings createKeyspace(String keyspace) {
    CassandraSettings settings = settings(keyspace);
    try (var connection = CqlConnection.open(nodes.get(0).contactPoint(), REQUEST_LIMIT)) {
      connection.execute(
          "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': %d}"
              .formatted(keyspace, nodes.size()));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException("Keyspace " + keyspace + " could not be made", e);
    }
  }

  /** Ends all nodes and deletes their folders if those are temporary. */
  @Override
  public void close() {
    nodes.parallelStream().forEach(EmbeddedCassandra::close);
  }

  private void awaitFormation() {
    long giveUp = System.nanoTime() + FORMATION_LIMIT.toNanos();
    while (!nodes.stream().allMatch(this::seesAllOthers)) {
      if (System.nanoTime() - giveUp > 0 || Thread.currentThread().isInterrupted()) {
        throw new ServerStartException(
            "The three Cassandra nodes run but did not find each other. Their logs: "
                + nodes.stream().map(EmbeddedCassandra::log).toList());
      }
      LockSupport.parkNanos(FORMATION_POLL.toNanos());
    }
  }

  private boolean seesAllOthers(EmbeddedCassandra node) {
    try (var connection = CqlConnection.open(node.contactPoint(), REQUEST_LIMIT)) {
      // The release of a peer is known only when it is part of the ring.
      return connection.countRows(
              "SELECT release_version FROM system.peers_v2 WHERE release_version > '' ALLOW FILTERING")
          == nodes.size() - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(node + " does not answer", e);
    }
  }

  /** What a cluster is to be like. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path directory;
    private int heapMegabytes = 256;
    private Consumer<String> progress = line -> {};

    private Builder() {}

    /** Keeps data in folders of this folder. Default: temporary ones. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory);
      return this;
    }

    /** Size of each node's Java heap. Default: 256. */
    public Builder heapMegabytes(int heapMegabytes) {
      this.heapMegabytes = heapMegabytes;
      return this;
    }

    /** Told what goes on, from several threads. Default: nobody. */
    public Builder progress(Consumer<String> progress) {
      this.progress = Objects.requireNonNull(progress);
      return this;
    }

    /**
     * Starts the seed, then the others at once, and waits until each knows all others. All three at
     * once is quicker by a few seconds, but on a busy machine a node gives up when the seed does
     * not gossip within the ring delay.
     *
     * @throws ServerStartException when one does not come up; none is left running then
     */
    public EmbeddedCassandraCluster start() {
      int port = Ports.free(ADDRESSES);
      int storagePort = Ports.free(ADDRESSES);
      ExecutorService threads = Executors.newFixedThreadPool(ADDRESSES.size());
      var starts = new ArrayList<CompletableFuture<EmbeddedCassandra>>();
      for (int i = 0; i < ADDRESSES.size(); i++) {
        EmbeddedCassandra.Builder node = node(i, port, storagePort);
        starts.add(
            i == 0
                ? CompletableFuture.supplyAsync(node::start, threads)
                : starts.get(0).thenApplyAsync(seed -> node.start(), threads));
      }
      try {
        return formed(starts);
      } finally {
        threads.shutdown();
      }
    }

    private EmbeddedCassandra.Builder node(int index, int port, int storagePort) {
      EmbeddedCassandra.Builder node =
          EmbeddedCassandra.builder()
              .listenAddress(ADDRESSES.get(index))
              .port(port)
              .storagePort(storagePort)
              .cluster(List.of(ADDRESSES.get(0) + ":" + storagePort), TOKENS.get(index))
              .heapMegabytes(heapMegabytes)
              .progress(progress);
      return directory == null ? node : node.directory(directory.resolve("node" + (index + 1)));
    }

    private static EmbeddedCassandraCluster formed(
        List<CompletableFuture<EmbeddedCassandra>> starts) {
      try {
        var cluster =
            new EmbeddedCassandraCluster(starts.stream().map(CompletableFuture::join).toList());
        cluster.awaitFormation();
        return cluster;
      } catch (RuntimeException e) {
        starts.forEach(Builder::closeWhenStarted);
        throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
            ? cause
            : e;
      }
    }

    private static void closeWhenStarted(CompletableFuture<EmbeddedCassandra> start) {
      start
          .handle(
              (node, failure) -> {
                if (failure == null) {
                  node.close();
                }
                return failure == null;
              })
          .join();
    }
  }
}
