package dev.fallback.bench.engine;

import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementServiceFallbackDescriptor;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ValueCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An answer's encoding alone. */
@State(Scope.Thread)
public class EncodingBenchmark {
  private final Statement answer = SampleStatements.of(42);
  private final ValueCodec<Statement> copying = new EncodedStatements.Copied(answer);
  private final ByteSink sink = new ByteSink();

  /** As the generated codec does it. */
  @Benchmark
  public Object generated() {
    return encoded(StatementServiceFallbackDescriptor.STATEMENT.codec());
  }

  /** As {@link EncodedStatements} does it, whose bytes are there already. */
  @Benchmark
  public Object copied() {
    return encoded(copying);
  }

  private Object encoded(ValueCodec<Statement> codec) {
    sink.clear();
    codec.write(answer, sink);
    return sink;
  }
}
