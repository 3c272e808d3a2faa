package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.internal.artifact.CacheFolder;
import dev.fallback.testkit.internal.artifact.TemporaryTree;
import dev.fallback.testkit.internal.process.Launch;
import dev.fallback.testkit.internal.process.LogTail;
import dev.fallback.testkit.internal.process.ServerHome;
import dev.fallback.testkit.internal.process.ServerKind;
import dev.fallback.testkit.internal.process.ServerProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A Postgres server whose postmaster is our direct child. */
public final class PostgresServer implements ServerKind {
  /** The address it listens on. */
  public static final String ADDRESS = "127.0.0.1";

  /** The superuser. */
  public static final String USER = "postgres";

  /** The database that is always there. */
  public static final String DATABASE = "postgres";

  private static final String DATA = "data";
  private static final String COPY = "data-copy";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /**
   * What the remains of a killed server, or a client's connection, leave in the way for a while.
   */
  private static final List<String> REMAINS =
      List.of(
          "Address already in use",
          "could not create any TCP/IP sockets",
          "lock file \"postmaster.pid\" already exists",
          "pre-existing shared memory block");

  private final int port;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final ServerHome home;
  private final Consumer<String> progress;

  /**
   * @param given parameters of the server, on top of ours
   */
  public PostgresServer(
      int port, Map<String, String> given, ServerHome home, Consumer<String> progress) {
    this.port = port;
    this.home = home;
    this.progress = progress;
    settings.put("listen_addresses", ADDRESS);
    settings.put("unix_socket_directories", "");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.putAll(given);
  }

  /** Where the server's output goes. */
  public Path log() {
    return home.file("postgres.log");
  }

  /** Copies the data of the server, which must not run, in place of an earlier copy. */
  public void copyData() {
    replace(home.file(COPY), home.file(DATA));
  }

  /** Puts the copy in the place of the data of the server, which must not run. */
  public void restoreData() {
    if (!Files.isDirectory(home.file(COPY))) {
      throw new IllegalStateException("no copy of the data was kept");
    }
    replace(home.file(DATA), home.file(COPY));
  }

  /** By the system's own copy, which keeps owners and modes. */
  private static void replace(Path target, Path source) {
    try {
      TemporaryTree.delete(target);
      Process copy =
          new ProcessBuilder("cp", "-a", source.toString(), target.toString())
              .redirectErrorStream(true)
              .start();
      copy.getOutputStream().close();
      String said = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (copy.waitFor() != 0) {
        throw new IOException("cp -a %s %s: %s".formatted(source, target, said.strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the data were copied", e);
    }
  }

  @Override
  public String name() {
    return "Postgres";
  }

  @Override
  public String address() {
    return ADDRESS;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Launch launch() throws IOException {
    Account account = Account.current();
    Path cache = account.owner().isPresent() ? CacheFolder.shared() : CacheFolder.path();
    PostgresPrograms programs = PostgresPrograms.in(cache, progress);
    Path data = home.file(DATA);
    account.admit(home.directory());
    try {
      DataDirectory.prepare(data, programs, account);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the database was made");
    }
    var command = new ArrayList<String>();
    command.add(programs.program("postgres"));
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new Launch(name(), account.prefix(), command, home.directory(), log());
  }

  @Override
  public void probe(Duration limit) throws IOException {
    try (var connection =
        PostgresConnection.open(new InetSocketAddress(address(), port()), USER, DATABASE, limit)) {
      connection.execute("SELECT 1");
    }
  }

  @Override
  public Duration startLimit() {
    return START_LIMIT;
  }

  @Override
  public boolean isPassing(LogTail tail) {
    return REMAINS.stream().anyMatch(tail::mentions);
  }

  @Override
  public String advice(LogTail tail) {
    if (tail.mentions("Address already in use")) {
      return "Another process holds the port: end it, or leave port(…) out to get a free one.";
    }
    if (tail.mentions("already exists")) {
      return "Another Postgres seems to run on %s: end it, or, if the process that the log names is no Postgres, delete postmaster.pid there."
          .formatted(home.file(DATA));
    }
    if (tail.mentions("No space left on device")) {
      return "The disk is full: make room in " + home.directory() + ".";
    }
    return "See the log for the reason.";
  }

  @Override
  public void stop(ServerProcess process) {
    // Fast shutdown: connections are ended, everything is written.
    if (home.isTemporary()) {
      process.kill();
    } else {
      process.terminate("INT", STOP_LIMIT);
    }
  }
}
