package dev.fallback.bench.engine;

import dev.fallback.Fallbacks;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceWithFallback;
import dev.fallback.bank.postgres.BankSchema;
import dev.fallback.bank.postgres.PostgresPool;
import dev.fallback.bank.postgres.PostgresStatements;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The bank's statement reads from Postgres on a good day, with Fallback recording to a node on this
 * machine and without Fallback. Client and both servers share its processors, so what the node does
 * with the recordings is taken from the reads.
 */
@State(Scope.Benchmark)
public class BankReadBenchmark {
  private static final int WARM_UPS = 50;

  /** Whether through Fallback. */
  @Param({"true"})
  public boolean protectedReads;

  /** Whether each answer differs from the one before, as if there had been a posting. */
  @Param({"false"})
  public boolean newValues;

  private final Vertx vertx = Vertx.vertx();
  private final PostgresPool pool = new PostgresPool(vertx, Servers.postgres());
  private final InFlight accounts = new InFlight(BankSchema.FIRST_EXTRA_ACCOUNT);
  private StatementService statements = new PostgresStatements(pool);
  private AutoCloseable resources = () -> {};

  /** Puts Fallback in front. */
  @Setup
  public void open() {
    StatementService backend = newValues ? changing(statements) : statements;
    for (int i = 0; i < WARM_UPS; i++) {
      accounts.read(backend); // connects: cold, it takes longer than a guarded call may
    }
    statements = backend;
    if (protectedReads) {
      Fallbacks fallbacks = Fallbacks.builder().cassandra(Servers.cassandra()).build();
      statements = new StatementServiceWithFallback(backend, fallbacks);
      resources = fallbacks;
      Servers.awaitProtection(fallbacks);
    }
  }

  /** Counts up the version of each statement on its way. */
  private static StatementService changing(StatementService backend) {
    AtomicLong versions = new AtomicLong();
    return accountId ->
        backend
            .statement(accountId)
            .thenApply(
                found ->
                    new Statement(
                        found.accountId(),
                        found.creditLimit(),
                        found.balance(),
                        versions.incrementAndGet(),
                        found.transactions()));
  }

  /** Lets go of it. */
  @TearDown
  public void close() throws Exception {
    resources.close();
    pool.close();
    vertx.close().await();
  }

  /** Many at once. */
  @Benchmark
  @OperationsPerInvocation(InFlight.READS)
  public Object many() {
    return accounts.read(statements);
  }
}
