package dev.fallback.bank.account;

import dev.fallback.Answer;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.bank.variant.StatementReads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Statements straight from the backend: a bank without Fallback, or one to compare it with. */
public final class UnprotectedStatements implements StatementReads {
  private final StatementService backend;
  private final InstantSource clock;

  public UnprotectedStatements(StatementService backend, InstantSource clock) {
    this.backend = backend;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Answer<Statement>> statement(long accountId) {
    Instant began = clock.instant();
    return backend
        .statement(accountId)
        .thenApply(
            statement ->
                new Answer<>(
                    statement,
                    Source.BACKEND,
                    began,
                    Duration.ZERO,
                    State.BYPASS,
                    Reason.BACKEND_ANSWERED));
  }
}
