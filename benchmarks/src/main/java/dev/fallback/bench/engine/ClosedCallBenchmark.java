package dev.fallback.bench.engine;

import dev.fallback.bank.account.StatementService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A guarded call on a good day: the breaker is closed, and the backend has its answer ready. */
@State(Scope.Benchmark)
public class ClosedCallBenchmark {
  /** How it is guarded. */
  @Param({"NONE"})
  public Guard guard = Guard.NONE;

  private StatementService statements = SampleStatements.backend();
  private AutoCloseable resources = () -> {};

  /** Guards the backend. */
  @Setup
  public void guard() {
    Guard.Guarded guarded = guard.around(SampleStatements.backend());
    statements = guarded.statements();
    resources = guarded.resources();
  }

  /** Lets go of it. */
  @TearDown
  public void close() throws Exception {
    resources.close();
  }

  /** One call. */
  @Benchmark
  public Object call() {
    return statements.statement(42);
  }
}
