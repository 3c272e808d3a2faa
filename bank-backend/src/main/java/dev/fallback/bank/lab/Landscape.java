package dev.fallback.bank.lab;

import dev.fallback.BreakerSettings;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.BankServer;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.event.FallbackEvent;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A real Postgres, a real Cassandra and the bank that stands on them, with data that is thrown
 * away.
 *
 * @param schemaTime how long the fallback store's schema took to make
 * @param bankTime how long the bank took to start and to have its accounts
 */
record Landscape(
    EmbeddedPostgres postgres,
    EmbeddedCassandra cassandra,
    BankServer bank,
    Duration schemaTime,
    Duration bankTime)
    implements AutoCloseable {
  private static final String KEYSPACE = "bank";
  private static final long ACCOUNTS_LIMIT_SECONDS = 60;

  /** The defaults with shorter waits, so that a demo of a minute sees the breaker at work. */
  static final BreakerSettings BREAKER =
      BreakerSettings.defaults().withWait(Duration.ofSeconds(1), 2, Duration.ofSeconds(8));

  /**
   * Starts both servers at once, makes the schema, then starts the bank.
   *
   * @param progress told in short sentences what goes on
   */
  static Landscape start(int accounts, Consumer<FallbackEvent> listener, Consumer<String> progress)
      throws InterruptedException, DemoException {
    CompletableFuture<EmbeddedPostgres> startingPostgres =
        onItsOwnThread("start-postgres", () -> EmbeddedPostgres.builder().start());
    CompletableFuture<EmbeddedCassandra> startingCassandra =
        onItsOwnThread("start-cassandra", () -> EmbeddedCassandra.builder().start());
    try {
      EmbeddedPostgres postgres = startingPostgres.get();
      progress.accept("Postgres answers after " + seconds(postgres.startTime()));
      EmbeddedCassandra cassandra = startingCassandra.get();
      progress.accept("Cassandra answers after " + seconds(cassandra.startTime()));
      long start = System.nanoTime();
      CassandraSettings store = cassandra.createKeyspace(KEYSPACE);
      int steps = Schema.load(Landscape.class.getClassLoader()).migrate(store).size();
      Duration schemaTime = since(start);
      progress.accept("Schema made in %d steps, %s".formatted(steps, seconds(schemaTime)));
      start = System.nanoTime();
      BankServer bank =
          BankServer.start(
              BankSettings.of(
                      PostgresSettings.of(
                          postgres.host(),
                          postgres.port(),
                          postgres.database(),
                          postgres.user(),
                          ""))
                  .withCassandra(store)
                  .withBreaker(BREAKER)
                  .withExtraAccounts(accounts)
                  .withListener(listener));
      bank.core()
          .accountsReady()
          .toCompletionStage()
          .toCompletableFuture()
          .get(ACCOUNTS_LIMIT_SECONDS, TimeUnit.SECONDS);
      Duration bankTime = since(start);
      progress.accept("Bank serves %s, after %s".formatted(bank.url(), seconds(bankTime)));
      return new Landscape(postgres, cassandra, bank, schemaTime, bankTime);
    } catch (ExecutionException | TimeoutException e) {
      startingPostgres.thenAccept(EmbeddedPostgres::close);
      startingCassandra.thenAccept(EmbeddedCassandra::close);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DemoException("The demo cannot start: " + cause.getMessage(), e);
    }
  }

  @Override
  public void close() {
    bank.close();
    cassandra.close();
    postgres.close();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private static <T> CompletableFuture<T> onItsOwnThread(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, name).start());
  }
}
