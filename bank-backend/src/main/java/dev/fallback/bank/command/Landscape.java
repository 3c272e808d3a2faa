package dev.fallback.bank.command;

import dev.fallback.CassandraSettings;
import dev.fallback.bank.BankStartException;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.testkit.ServerStartException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The servers a command works with: those it was given, and embedded ones for the rest, which stop
 * when it is closed. A signal that ends the command does not stop them before: a job that is told
 * to end still has to keep its checkpoint there.
 */
final class Landscape implements AutoCloseable {
  private final ServerOptions options;
  private final @Nullable EmbeddedPostgres postgres;
  private final @Nullable EmbeddedCassandra cassandra;

  private Landscape(
      ServerOptions options,
      @Nullable EmbeddedPostgres postgres,
      @Nullable EmbeddedCassandra cassandra) {
    this.options = options;
    this.postgres = postgres;
    this.cassandra = cassandra;
  }

  /**
   * Starts what was not given, side by side, and waits for it.
   *
   * @throws BankStartException when a server does not come up; none is left running then
   */
  static Landscape start(ServerOptions options) {
    CompletableFuture<@Nullable EmbeddedPostgres> postgres =
        CompletableFuture.supplyAsync(() -> startPostgres(options));
    CompletableFuture<@Nullable EmbeddedCassandra> cassandra =
        CompletableFuture.supplyAsync(() -> startCassandra(options));
    try {
      return new Landscape(options, postgres.join(), cassandra.join());
    } catch (CompletionException e) {
      new Landscape(options, ended(postgres), ended(cassandra)).close();
      throw sentence(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Starts Postgres alone, if it was not given.
   *
   * @throws BankStartException when it does not come up
   */
  static Landscape startBackend(ServerOptions options) {
    try {
      return new Landscape(options, startPostgres(options), null);
    } catch (RuntimeException e) {
      throw sentence(e);
    }
  }

  /**
   * Starts Cassandra alone, if it was not given.
   *
   * @throws BankStartException when it does not come up
   */
  static Landscape startStore(ServerOptions options) {
    try {
      return new Landscape(options, null, startCassandra(options));
    } catch (RuntimeException e) {
      throw sentence(e);
    }
  }

  /** How to reach Postgres. */
  PostgresSettings postgres() {
    if (postgres != null) {
      return PostgresSettings.of(
          postgres.host(), postgres.port(), postgres.database(), postgres.user(), "");
    }
    if (options.postgres == null) {
      throw new IllegalStateException("Postgres was neither given nor started");
    }
    return options.postgres;
  }

  /** How to reach Cassandra. */
  CassandraSettings cassandra() {
    if (cassandra != null) {
      return cassandra.settings(options.keyspace);
    }
    if (options.cassandra == null) {
      throw new IllegalStateException("Cassandra was neither given nor started");
    }
    return new CassandraSettings(
        List.of(
            InetSocketAddress.createUnresolved(options.cassandra.host(), options.cassandra.port())),
        options.datacenter,
        options.keyspace);
  }

  /** Whether Cassandra was started here, and so is ours to migrate. */
  boolean startedStore() {
    return cassandra != null;
  }

  /** One line on each server, for people. */
  String description() {
    String backend =
        "Postgres   %s%s"
            .formatted(
                postgres().address(),
                postgres == null ? "" : ", started here, data in " + postgres.directory());
    return cassandra == null && options.cassandra == null
        ? backend
        : "%s%nCassandra  %s, keyspace %s%s"
            .formatted(
                backend,
                storeAddress(),
                options.keyspace,
                cassandra == null ? "" : ", started here, data in " + cassandra.directory());
  }

  private String storeAddress() {
    InetSocketAddress address = cassandra().contactPoints().get(0);
    return address.getHostString() + ":" + address.getPort();
  }

  @Override
  public void close() {
    if (cassandra != null) {
      cassandra.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  private static @Nullable EmbeddedPostgres startPostgres(ServerOptions options) {
    return options.postgres != null
        ? null
        : EmbeddedPostgres.builder()
            .directory(options.data.resolve("postgres"))
            .closedByOwner()
            .start();
  }

  private static @Nullable EmbeddedCassandra startCassandra(ServerOptions options) {
    return options.cassandra != null
        ? null
        : EmbeddedCassandra.builder()
            .directory(options.data.resolve("cassandra"))
            .closedByOwner()
            .start();
  }

  /** What a start came to, once it has ended; null where it failed. */
  private static <T> @Nullable T ended(CompletableFuture<@Nullable T> start) {
    return start.handle((server, failure) -> server).join();
  }

  private static RuntimeException sentence(Throwable failure) {
    return failure instanceof ServerStartException
        ? new BankStartException(String.valueOf(failure.getMessage()), failure)
        : failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
