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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The bank's statement reads from Postgres on a good day, with Fallback recording to a node on this
 * machine and without Fallback, in turn. Client and both servers share its processors, so what the
 * node does with the recordings is taken from the reads.
 *
 * <p>No turn pays for another's recordings: each begins when nothing waits to be written. What is
 * timed begins after each account has been read twice, so that where values are new as much waits
 * as will wait all the time, and the reads pay for what is written while they go on.
 */
@State(Scope.Benchmark)
public class BankReadBenchmark {
  static final int PROTECTED = 0;
  static final int UNPROTECTED = 1;
  static final int TURNS = 2;

  private static final int CONNECTING = 50;
  private static final int AHEAD = 2 * Servers.ACCOUNTS / InFlight.READS;

  /** Whether each answer differs from the one before, as if there had been a posting. */
  @Param({"false"})
  public boolean newValues;

  private final Vertx vertx = Vertx.vertx();
  private final PostgresPool pool = new PostgresPool(vertx, Servers.postgres());
  private final Fallbacks fallbacks = Fallbacks.builder().cassandra(Servers.cassandra()).build();
  private final InFlight accounts = new InFlight(BankSchema.FIRST_EXTRA_ACCOUNT);
  private final Turns<StatementService> ways = new Turns<>();
  private StatementService statements = new PostgresStatements(pool);

  /** Puts Fallback in front of one of two, and reads until they get no faster. */
  @Setup
  public void open() {
    StatementService backend = newValues ? changing(statements) : statements;
    for (int i = 0; i < CONNECTING; i++) {
      accounts.read(backend); // cold, it takes longer than a guarded call may
    }
    ways.add(new StatementServiceWithFallback(backend, fallbacks));
    ways.add(backend);
    Servers.awaitProtection(fallbacks);
    SteadyState.reached(
        ways.all().stream().map(way -> (Runnable) () -> accounts.read(way)).toList());
  }

  /** Goes on with the other way, once all is written. */
  @Setup(Level.Iteration)
  public void next() {
    statements = ways.next();
    Servers.awaitRecordings(fallbacks);
    for (int i = 0; i < AHEAD; i++) {
      accounts.read(statements);
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
    fallbacks.close();
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
