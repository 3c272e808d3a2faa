package dev.fallback.bank.account;

import dev.fallback.Answer;
import dev.fallback.Fallbacks;
import dev.fallback.ServiceControl;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.variant.StatementReads;
import dev.fallback.event.FallbackEvent;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpRun;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Statements through Fallback: from the backend, or from Cassandra when that fails. */
public final class ProtectedStatements implements StatementReads {
  private final Fallbacks fallbacks;
  private final StatementServiceWithFallback statements;

  /**
   * Starts at once, also while Cassandra is down.
   *
   * @param backend asked in good times
   * @param settings of the bank: its store, breaker, guard and clock
   * @param listener told of all events
   */
  public ProtectedStatements(
      StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener) {
    Fallbacks.Builder builder =
        Fallbacks.builder()
            .cassandra(settings.requiredCassandra())
            .breaker(settings.breaker())
            .clock(settings.clock())
            .listener(listener);
    if (settings.guarded()) {
      builder.guard(StatementService.class, "statement", ProtectedStatements::losesNothing);
    }
    fallbacks = builder.build();
    statements = new StatementServiceWithFallback(backend, fallbacks);
  }

  /** An account never loses postings: one that seems to was read from a bad restore. */
  private static boolean losesNothing(@Nullable Statement stored, @Nullable Statement answered) {
    return stored == null || answered == null || answered.version() >= stored.version();
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
  public boolean isReady() {
    return fallbacks.unprotected().isEmpty();
  }

  @Override
  public Map<String, String> unprotected() {
    return fallbacks.unprotected();
  }

  @Override
  public Optional<WarmUpRun> warmUp(
      String name, WarmUpKeys<Long> accounts, UnaryOperator<WarmUp<Long>> as) {
    WarmUp<Long> job = as.apply(WarmUp.of(name, accounts, statements::statement));
    return Optional.of(fallbacks.warmUp(StatementService.class, job));
  }

  @Override
  public void close() {
    fallbacks.close();
  }
}
