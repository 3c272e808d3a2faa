package dev.fallback.bank.load;

import dev.fallback.bank.variant.Variant;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A fresh bank in a process of its own, on a fresh embedded Postgres and beside a fresh embedded
 * Cassandra, which is there for a variant that stores nothing, too: where banks are compared, all
 * have the same neighbours on their processors. Ends with all its servers.
 */
final class LoadedBank implements AutoCloseable {
  /** Small enough for a contest that grants a whole stack 550 MB. */
  private static final List<String> JVM =
      List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private final EmbeddedPostgres postgres;
  private final EmbeddedCassandra cassandra;
  private final ServeProcess process;

  private LoadedBank(EmbeddedPostgres postgres, EmbeddedCassandra cassandra, ServeProcess process) {
    this.postgres = postgres;
    this.cassandra = cassandra;
    this.process = process;
  }

  /**
   * Starts both servers side by side, then the bank, and waits until that has its accounts.
   *
   * @param folder for the bank's log
   * @param progress told in a sentence what goes on
   */
  static LoadedBank start(Variant variant, Path folder, Consumer<String> progress) {
    CompletableFuture<EmbeddedPostgres> startingPostgres =
        CompletableFuture.supplyAsync(EmbeddedPostgres::start);
    CompletableFuture<EmbeddedCassandra> startingCassandra =
        CompletableFuture.supplyAsync(EmbeddedCassandra::start);
    try {
      EmbeddedPostgres postgres = startingPostgres.join();
      EmbeddedCassandra cassandra = startingCassandra.join();
      ServeProcess process = ServeProcess.start(folder, JVM, options(variant, postgres, cassandra));
      LoadedBank bank = new LoadedBank(postgres, cassandra, process);
      new BankProbe(process.url()).awaitAccounts();
      progress.accept(
          "Serving %s, variant %s, process %d"
              .formatted(process.url(), variant.word(), process.pid()));
      return bank;
    } catch (RuntimeException e) {
      startingPostgres.thenAccept(EmbeddedPostgres::close);
      startingCassandra.thenAccept(EmbeddedCassandra::close);
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  ServeProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
    cassandra.close();
    postgres.close();
  }

  private static List<String> options(
      Variant variant, EmbeddedPostgres postgres, EmbeddedCassandra cassandra) {
    List<String> options = new ArrayList<>(List.of("--port", "0", "--variant", variant.word()));
    options.addAll(List.of("--postgres", postgres.host() + ":" + postgres.port()));
    if (variant.needsStore()) {
      options.addAll(
          List.of("--migrate", "--cassandra", cassandra.address() + ":" + cassandra.port()));
    }
    return options;
  }
}
