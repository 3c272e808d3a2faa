package dev.fallback.bench.codec;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.ValueCodec;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.ServiceLoader;

/** Ours: the codec that the processor generated, as the engine calls it. */
final class FallbackCodec implements Codec {
  private final ValueCodec<Statement> codec = codec();
  private final ByteSink scratch = new ByteSink();

  @Override
  public byte[] encode(Statement statement) {
    scratch.clear();
    codec.write(statement, scratch);
    return scratch.toByteArray();
  }

  @Override
  public Statement decode(byte[] bytes) {
    return Objects.requireNonNull(codec.read(new ByteSource(ByteBuffer.wrap(bytes))));
  }

  /** What the generated descriptor has for the operation, found as the engine finds it. */
  static OperationDescriptor<?> operation(String name) {
    return ServiceLoader.load(ServiceDescriptor.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(s -> s.service().equals(StatementService.class.getName()))
        .flatMap(s -> s.operations().stream())
        .filter(o -> o.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // the operation returns a statement
  private static ValueCodec<Statement> codec() {
    return (ValueCodec<Statement>) operation("statement").codec();
  }
}
