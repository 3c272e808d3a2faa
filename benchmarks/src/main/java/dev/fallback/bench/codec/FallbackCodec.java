package dev.fallback.bench.codec;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.ValueCodec;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.ServiceLoader;

/** Ours: the codec that the processor generated, found and called as the engine does it. */
final class FallbackCodec implements Codec {
  private final ValueCodec<Statement> codec = generated("statement");
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

  /** The codec of an operation's answer. */
  @SuppressWarnings("unchecked") // the caller names the operation, and so its answer's type
  static <T> ValueCodec<T> generated(String operation) {
    return (ValueCodec<T>)
        ServiceLoader.load(ServiceDescriptor.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(s -> s.service().equals(StatementService.class.getName()))
            .flatMap(s -> s.operations().stream())
            .filter(o -> o.name().equals(operation))
            .findFirst()
            .orElseThrow()
            .codec();
  }
}
