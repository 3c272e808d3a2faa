package dev.fallback.bench.codec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One codec and one statement. */
@State(Scope.Thread)
public class CodecBenchmark {
  /** Which codec. */
  @Param({"FALLBACK"})
  public Codecs codec = Codecs.FALLBACK;

  /** How many transactions the statement has. */
  @Param({"10"})
  public int transactions;

  private Codec made = Codecs.FALLBACK.make();
  private Statement statement = Statements.of(0);
  private byte[] bytes = {};

  /** Makes what is encoded and decoded. */
  @Setup
  public void make() {
    made = codec.make();
    statement = Statements.of(transactions);
    bytes = made.encode(statement);
  }

  /** From value to bytes. */
  @Benchmark
  public Object encode() {
    return made.encode(statement);
  }

  /** From bytes to value. */
  @Benchmark
  public Object decode() {
    return made.decode(bytes);
  }
}
