package dev.fallback.bench.engine;

import dev.fallback.bank.account.StatementService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads of stored statements on a bad day, from a node on this machine. */
@State(Scope.Benchmark)
public class OpenReadBenchmark {
  /** How they are read. */
  @Param({"FALLBACK"})
  public ReadWay way = ReadWay.FALLBACK;

  private final InFlight accounts = new InFlight(0);
  private StatementService statements = SampleStatements.backend();
  private AutoCloseable resources = () -> {};

  /** Connects. */
  @Setup
  public void open() {
    Guard.Guarded opened = way.open();
    statements = opened.statements();
    resources = opened.resources();
  }

  /** Lets go of it. */
  @TearDown
  public void close() throws Exception {
    resources.close();
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
