package dev.fallback.bank.account;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.CassandraSettings;
import dev.fallback.Fallbacks;
import dev.fallback.ServiceControl;
import dev.fallback.bank.variant.StatementReads;
import dev.fallback.event.FallbackEvent;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Statements through Fallback: from the backend, or from Cassandra when that fails. */
public final class ProtectedStatements implements StatementReads {
  private final Fallbacks fallbacks;
  private final StatementServiceWithFallback statements;

  /**
   * Starts at once, also while Cassandra is down.
   *
   * @param backend asked in good times
   * @param listener told of all events
   */
  public ProtectedStatements(
      StatementService backend,
      CassandraSettings cassandra,
      BreakerSettings breaker,
      Consumer<? super FallbackEvent> listener) {
    fallbacks =
        Fallbacks.builder().cassandra(cassandra).breaker(breaker).listener(listener).build();
    statements = new StatementServiceWithFallback(backend, fallbacks);
  }

  @Override
  public CompletionStage<Answer<Statement>> statement(long accountId) {
    return statements.answers().statement(accountId);
  }

  @Override
  public Optional<ServiceControl> control() {
    return Optional.of(fallbacks.service(StatementService.class));
  }

  @Override
  public void close() {
    fallbacks.close();
  }
}
