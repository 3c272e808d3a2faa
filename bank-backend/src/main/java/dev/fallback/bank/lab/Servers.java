package dev.fallback.bank.lab;

import dev.fallback.CassandraSettings;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.testkit.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A real Postgres with a proxy before it, and one or three real Cassandra nodes, with data that are
 * thrown away. Several runs may use them, one after the other, each with a database and a keyspace
 * of its own.
 */
final class Servers implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final TcpProxy proxy;
  private final Store store;
  private int runs;

  /** The store's nodes, and how to be rid of them. */
  private record Store(
      List<EmbeddedCassandra> nodes, Function<String, CassandraSettings> keyspace, Runnable close) {

    static Store start(boolean cluster) {
      if (cluster) {
        EmbeddedCassandraCluster three = EmbeddedCassandraCluster.start();
        return new Store(three.nodes(), three::createKeyspace, three::close);
      }
      EmbeddedCassandra one = EmbeddedCassandra.start();
      return new Store(List.of(one), one::createKeyspace, one::close);
    }
  }

  private Servers(EmbeddedPostgres postgres, Store store) {
    this.postgres = postgres;
    this.proxy = TcpProxy.to(postgres.host(), postgres.port());
    this.store = store;
  }

  /**
   * Starts all at once.
   *
   * @param cluster whether the store is to have three nodes
   * @param progress told in short sentences what goes on
   */
  static Servers start(boolean cluster, Consumer<String> progress)
      throws InterruptedException, LabException {
    CompletableFuture<EmbeddedPostgres> startingPostgres =
        onItsOwnThread("start-postgres", () -> EmbeddedPostgres.builder().start());
    CompletableFuture<Store> startingStore =
        onItsOwnThread("start-cassandra", () -> Store.start(cluster));
    try {
      EmbeddedPostgres postgres = startingPostgres.get();
      progress.accept("Postgres answers after " + seconds(postgres.startTime()));
      Store store = startingStore.get();
      progress.accept(
          (cluster ? "Three Cassandra nodes answer, the first after " : "Cassandra answers after ")
              + seconds(store.nodes().get(0).startTime()));
      return new Servers(postgres, store);
    } catch (ExecutionException e) {
      startingPostgres.thenAccept(EmbeddedPostgres::close);
      startingStore.thenAccept(store -> store.close().run());
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LabException("The servers cannot start: " + cause.getMessage(), e);
    }
  }

  /**
   * A database, a keyspace with the schema in it, for one run.
   *
   * @param database name of the database
   * @param jdbcUrl how to ask the database past the banks
   * @param store how to reach the keyspace
   * @param schemaTime how long the schema took to make
   */
  record Place(String database, String jdbcUrl, CassandraSettings store, Duration schemaTime) {}

  /** A new place. */
  Place place() {
    String name = "bank" + ++runs;
    String jdbcUrl = postgres.createDatabase(name);
    long start = System.nanoTime();
    CassandraSettings keyspace = store.keyspace().apply(name);
    Schema.load(Servers.class.getClassLoader()).migrate(keyspace);
    return new Place(name, jdbcUrl, keyspace, Duration.ofNanos(System.nanoTime() - start));
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  TcpProxy proxy() {
    return proxy;
  }

  List<EmbeddedCassandra> storeNodes() {
    return store.nodes();
  }

  @Override
  public void close() {
    proxy.close();
    store.close().run();
    postgres.close();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static <T> CompletableFuture<T> onItsOwnThread(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, name).start());
  }
}
