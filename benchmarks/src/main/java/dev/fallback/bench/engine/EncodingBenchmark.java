package dev.fallback.bench.engine;

import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementServiceFallbackDescriptor;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.OperationDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What encoding the statement takes that each guarded call encodes, into a scratch that is kept.
 */
@State(Scope.Thread)
public class EncodingBenchmark {
  private final OperationDescriptor<Statement> operation =
      StatementServiceFallbackDescriptor.STATEMENT;
  private final Statement statement = SampleStatements.of(42);
  private final ByteSink sink = new ByteSink();

  /** One statement. */
  @Benchmark
  public int encode() {
    sink.clear();
    operation.codec().write(statement, sink);
    sink.text(operation.tag());
    return sink.size();
  }
}
