package dev.fallback.bench.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.CassandraSettings;
import dev.fallback.Fallbacks;
import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.StatementServiceFallbackDescriptor;
import dev.fallback.bank.account.StatementServiceWithFallback;
import dev.fallback.bank.postgres.BankSchema;
import dev.fallback.bank.postgres.PostgresPool;
import dev.fallback.bank.postgres.PostgresPostings;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.bench.Surroundings;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A real Cassandra node that has the statements of all accounts, and a real Postgres that has the
 * accounts with ten postings each; on this machine, shared by all that is compared.
 */
final class Servers implements Surroundings {
  /** Accounts that reads go round. */
  static final int ACCOUNTS = 1_000;

  private static final String KEYSPACE = "bench";
  private static final String CASSANDRA_PORT = "bench.cassandra.port";
  private static final String POSTGRES_PORT = "bench.postgres.port";
  private static final String POSTGRES_USER = "bench.postgres.user";
  private static final String POSTGRES_DATABASE = "bench.postgres.database";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddedCassandra cassandra;
  private final @Nullable EmbeddedPostgres postgres;

  private Servers(EmbeddedCassandra cassandra, @Nullable EmbeddedPostgres postgres) {
    this.cassandra = cassandra;
    this.postgres = postgres;
  }

  /** Starts and fills them; Postgres only where it is needed. */
  static Servers start(boolean withPostgres) {
    EmbeddedCassandra cassandra = EmbeddedCassandra.builder().heapMegabytes(512).start();
    EmbeddedPostgres postgres = null;
    try {
      CassandraSettings settings = cassandra.createKeyspace(KEYSPACE);
      Schema.of(List.of(new StatementServiceFallbackDescriptor())).migrate(settings);
      storeStatements(settings);
      if (withPostgres) {
        postgres = EmbeddedPostgres.start();
        fill(postgres(postgres.port(), postgres.user(), postgres.database()));
      }
      return new Servers(cassandra, postgres);
    } catch (RuntimeException | Error e) {
      close(cassandra, postgres); // the one that started must not outlive the other's failure
      throw e;
    }
  }

  /** The node, as the measured JVM is told of it. */
  static CassandraSettings cassandra() {
    return CassandraSettings.of("127.0.0.1", Integer.getInteger(CASSANDRA_PORT), KEYSPACE);
  }

  /** The database, as the measured JVM is told of it. */
  static PostgresSettings postgres() {
    return postgres(
        Integer.getInteger(POSTGRES_PORT),
        System.getProperty(POSTGRES_USER),
        System.getProperty(POSTGRES_DATABASE));
  }

  /** Waits until the operations of these fallbacks have their tables. */
  static void awaitProtection(Fallbacks fallbacks) {
    await(() -> fallbacks.unprotected().isEmpty(), () -> "unprotected: " + fallbacks.unprotected());
  }

  /** Waits until no recording of these fallbacks waits to be written. */
  static void awaitRecordings(Fallbacks fallbacks) {
    await(
        () -> fallbacks.queuedRecordings() == 0,
        () -> fallbacks.queuedRecordings() + " recordings wait to be written");
  }

  private static void await(BooleanSupplier reached, Supplier<String> instead) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("still " + instead.get());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static PostgresSettings postgres(int port, String user, String database) {
    return new PostgresSettings(
        "127.0.0.1", port, database, user, "", 16, PATIENCE, PATIENCE, PATIENCE);
  }

  private static void storeStatements(CassandraSettings settings) {
    try (Fallbacks fallbacks =
        Fallbacks.builder().cassandra(settings).breaker(BreakerSettings.defaults()).build()) {
      var statements =
          new StatementServiceWithFallback(
              id -> CompletableFuture.completedFuture(SampleStatements.of(id)), fallbacks);
      awaitProtection(fallbacks);
      for (int account = 0; account < ACCOUNTS; account++) {
        statements.statement(account);
      }
    } // which writes them
  }

  private static void fill(PostgresSettings settings) {
    Vertx vertx = Vertx.vertx();
    try (PostgresPool pool = new PostgresPool(vertx, settings)) {
      new BankSchema(pool).apply(ACCOUNTS).await();
      PostgresPostings postings = new PostgresPostings(pool);
      for (int posting = 0; posting < 10; posting++) {
        String description = "rent " + posting;
        for (int from = 0; from < ACCOUNTS; from += 100) {
          CompletableFuture.allOf(
                  IntStream.range(from, Math.min(ACCOUNTS, from + 100))
                      .mapToObj(account -> BankSchema.FIRST_EXTRA_ACCOUNT + account)
                      .map(id -> postings.post(id, Kind.CREDIT, 1_000, description))
                      .map(stage -> stage.toCompletableFuture())
                      .toArray(CompletableFuture<?>[]::new))
              .join();
        }
      }
    } finally {
      vertx.close().await();
    }
  }

  @Override
  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put(CASSANDRA_PORT, Integer.toString(cassandra.port()));
    if (postgres != null) {
      properties.put(POSTGRES_PORT, Integer.toString(postgres.port()));
      properties.put(POSTGRES_USER, postgres.user());
      properties.put(POSTGRES_DATABASE, postgres.database());
    }
    return properties;
  }

  @Override
  public void close() {
    close(cassandra, postgres);
  }

  private static void close(EmbeddedCassandra cassandra, @Nullable EmbeddedPostgres postgres) {
    try (cassandra) {
      if (postgres != null) {
        postgres.close();
      }
    }
  }
}
