package dev.fallback.bench.engine;

import dev.fallback.Fallbacks;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceFallbackDescriptor;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ValueCodec;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The guarded statement service as it is generated, but for the encoding of its answer: the bytes,
 * which are the same, are there already and are copied. What is left is what guarding costs.
 */
final class EncodedStatements implements StatementService {
  private static final OperationDescriptor<Statement> GENERATED =
      StatementServiceFallbackDescriptor.STATEMENT;

  private final StatementService backend;
  private final Operation<Statement> statement;

  EncodedStatements(StatementService backend, Statement answer, Fallbacks fallbacks) {
    this.backend = backend;
    this.statement =
        fallbacks.operation(
            new StatementServiceFallbackDescriptor(),
            OperationDescriptor.of(GENERATED.service(), GENERATED.name(), new Copied(answer))
                .maxAge(GENERATED.maxAge())
                .retention(GENERATED.retention())
                .timeout(GENERATED.timeout())
                .businessErrors(GENERATED.businessErrors())
                .storedIn(GENERATED.table(), GENERATED.tag()));
  }

  @Override
  public CompletionStage<Statement> statement(long accountId) {
    return statement.call(out -> out.bigint(accountId), () -> backend.statement(accountId));
  }

  /** Copies the bytes of one answer, whatever it is given. */
  static final class Copied implements ValueCodec<Statement> {
    private final byte[] content;

    Copied(Statement answer) {
      ByteSink sink = new ByteSink();
      GENERATED.codec().write(answer, sink);
      byte[] field = sink.toByteArray();
      content = Arrays.copyOfRange(field, Integer.BYTES, field.length); // its length comes first
    }

    @Override
    public void write(@Nullable Statement value, ByteSink out) {
      out.bytes(content);
    }

    @Override
    public @Nullable Statement read(ByteSource in) {
      return GENERATED.codec().read(in);
    }
  }
}
