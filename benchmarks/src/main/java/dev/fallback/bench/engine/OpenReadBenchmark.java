package dev.fallback.bench.engine;

import dev.fallback.bank.account.StatementService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads of stored statements on a bad day, from a node on this machine. The ways take turns, one an
 * iteration.
 */
@State(Scope.Benchmark)
public class OpenReadBenchmark {
  private final InFlight accounts = new InFlight(0);
  private final Turns<Guard.Guarded> ways = new Turns<>();
  private StatementService statements = SampleStatements.backend();

  /** Connects, and reads by all ways until they get no faster. */
  @Setup
  public void open() {
    for (ReadWay way : ReadWay.ALL) {
      ways.add(way.open());
    }
    SteadyState.reached(
        ways.all().stream().map(way -> (Runnable) () -> accounts.read(way.statements())).toList());
  }

  /** Goes on with the next way. */
  @Setup(Level.Iteration)
  public void next() {
    statements = ways.next().statements();
  }

  /** Lets go of all. */
  @TearDown
  public void close() throws Exception {
    for (Guard.Guarded way : ways.all()) {
      way.resources().close();
    }
  }

  /** One read after the other. */
  @Benchmark
  public Object one() {
    return statements.statement(accounts.account()).toCompletableFuture().join();
  }

  /** Many at once. */
  @Benchmark
  @OperationsPerInvocation(InFlight.READS)
  public Object many() {
    return accounts.read(statements);
  }
}
