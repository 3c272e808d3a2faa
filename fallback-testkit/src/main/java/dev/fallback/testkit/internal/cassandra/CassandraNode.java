package dev.fallback.testkit.internal.cassandra;

import dev.fallback.testkit.internal.artifact.CacheFolder;
import dev.fallback.testkit.internal.artifact.ClassPaths;
import dev.fallback.testkit.internal.artifact.Versions;
import dev.fallback.testkit.internal.process.Launch;
import dev.fallback.testkit.internal.process.LogTail;
import dev.fallback.testkit.internal.process.ServerHome;
import dev.fallback.testkit.internal.process.ServerKind;
import dev.fallback.testkit.internal.process.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Cassandra node in a JVM of its own. */
public final class CassandraNode implements ServerKind {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final List<String> PORT_TAKEN =
      List.of("Address already in use", "is in use by another process", "Failed to bind port");

  private final NodeSettings settings;
  private final ServerHome home;
  private final NodeFiles files;
  private final Jdk jdk;
  private final boolean recordArchive;
  private final Consumer<String> progress;
  private Optional<StartupArchive> archive = Optional.empty();

  /**
   * @param java folder of the Java that runs the node; null to look for one
   * @param recordArchive whether to write a start-up archive when there is none
   */
  public CassandraNode(
      NodeSettings settings,
      ServerHome home,
      @Nullable Path java,
      boolean recordArchive,
      Consumer<String> progress) {
    this.settings = settings;
    this.home = home;
    this.files = new NodeFiles(home.directory());
    this.jdk = java == null ? Jdk.find() : Jdk.at(java);
    this.recordArchive = recordArchive;
    this.progress = progress;
  }

  /** Where the node's output goes. */
  public Path log() {
    return files.log();
  }

  @Override
  public String name() {
    return "Cassandra";
  }

  @Override
  public String address() {
    return settings.address();
  }

  @Override
  public int port() {
    return settings.port();
  }

  @Override
  public Launch launch() throws IOException {
    files.prepare(settings);
    Path cache = CacheFolder.path();
    var classPath = new ArrayList<Path>();
    classPath.add(NodeMainJar.in(cache));
    classPath.addAll(
        ClassPaths.of("org.apache.cassandra:cassandra-all:" + Versions.cassandra(), progress));
    var startupArchive = StartupArchive.in(cache, jdk, classPath);
    archive = Optional.of(startupArchive);
    return new Launch(
        name(),
        List.of(),
        NodeCommand.line(
            jdk,
            classPath,
            startupArchive.options(recordArchive, home.file("tmp")),
            files,
            settings),
        home.directory(),
        log());
  }

  @Override
  public void probe(Duration limit) throws IOException {
    try (var connection = CqlConnection.open(new InetSocketAddress(address(), port()), limit)) {
      connection.execute("SELECT release_version FROM system.local");
    }
  }

  @Override
  public Duration startLimit() {
    return START_LIMIT;
  }

  @Override
  public boolean isPassing(LogTail tail) {
    return PORT_TAKEN.stream().anyMatch(tail::mentions);
  }

  @Override
  public String advice(LogTail tail) {
    if (isPassing(tail)) {
      return "A port is taken: it needs %d for clients and %d for nodes on %s. End the process that holds it, or leave the ports out to get free ones."
          .formatted(port(), settings.storagePort(), address());
    }
    if (tail.mentions("No space left on device") || tail.mentions("Insufficient disk space")) {
      return "The disk is full: make room in " + home.directory() + ".";
    }
    if (tail.mentions("OutOfMemoryError")) {
      return "Its heap of %d MB was too small: give it more with heapMegabytes(…)."
          .formatted(settings.heapMegabytes());
    }
    if (tail.mentions("Could not reserve enough space")) {
      return "The machine has too little free memory for a heap of %d MB."
          .formatted(settings.heapMegabytes());
    }
    return "If its data in %s was written by a newer version or is damaged, choose an empty folder."
        .formatted(home.directory());
  }

  @Override
  public void stop(ServerProcess process) {
    boolean records = archive.map(StartupArchive::isRecording).orElse(false);
    if (home.isTemporary() && !records) {
      process.kill();
      return;
    }
    if (process.terminate("TERM", STOP_LIMIT)) {
      archive.ifPresent(StartupArchive::keepRecorded);
    }
  }
}
