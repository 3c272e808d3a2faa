package dev.fallback.bench.codec;

import dev.fallback.annotation.Fallback;
import java.util.concurrent.CompletionStage;

/** The service whose generated codecs are measured. */
public interface StatementService {
  /** The statement of an account. */
  @Fallback(maxAge = "30d", retention = "400d")
  CompletionStage<Statement> statement(long account);

  /** The same, its instants stored in milliseconds. */
  @Fallback(maxAge = "30d", retention = "400d")
  CompletionStage<MillisStatement> statementInMillis(long account);
}
