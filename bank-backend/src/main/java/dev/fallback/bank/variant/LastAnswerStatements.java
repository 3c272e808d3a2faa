package dev.fallback.bank.variant;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.variant.LastAnswers.Kept;
import dev.fallback.event.FallbackEvent;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Statements as a team protects them without Fallback: Resilience4j's breaker and time limiter, and
 * the last good answers kept somewhere. Thread-safe.
 */
final class LastAnswerStatements implements StatementReads {
  /** As Fallback's {@code maxAge} of statements. */
  static final Duration MAX_AGE = Duration.ofDays(30);

  private final GuardedBackend backend;
  private final LastAnswers answers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;

  /**
   * @param answers closed with this
   * @param timer ended with this
   */
  LastAnswerStatements(
      StatementService backend,
      BreakerSettings breaker,
      LastAnswers answers,
      ScheduledExecutorService timer,
      InstantSource clock,
      Consumer<? super FallbackEvent> listener) {
    this.backend = new GuardedBackend(backend, breaker, timer, listener);
    this.answers = answers;
    this.timer = timer;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Answer<Statement>> statement(long accountId) {
    State state = backend.state();
    Instant began = clock.instant();
    return backend
        .statement(accountId)
        .handle(
            (statement, failure) ->
                failure == null
                    ? fresh(statement, began, state)
                    : last(accountId, unwrap(failure), state))
        .thenCompose(answer -> answer);
  }

  @Override
  public boolean isReady() {
    return answers.isReady();
  }

  @Override
  public void close() {
    answers.close();
    timer.shutdownNow();
  }

  private CompletionStage<Answer<Statement>> fresh(
      Statement statement, Instant began, State state) {
    answers.keep(new Kept(statement, began));
    return CompletableFuture.completedFuture(
        new Answer<>(
            statement, Source.BACKEND, began, Duration.ZERO, state, Reason.BACKEND_ANSWERED));
  }

  private CompletionStage<Answer<Statement>> last(long accountId, Throwable failure, State state) {
    if (failure instanceof AccountNotFoundException) {
      return CompletableFuture.failedFuture(failure);
    }
    return answers
        .find(accountId)
        .thenApply(
            found ->
                found
                    .map(kept -> stored(kept, reason(failure), state))
                    .filter(answer -> answer.age().compareTo(MAX_AGE) <= 0)
                    .orElseThrow(() -> new CompletionException(failure)));
  }

  private Answer<Statement> stored(Kept kept, Reason reason, State state) {
    Duration age = Duration.between(kept.asOf(), clock.instant());
    return new Answer<>(
        kept.statement(),
        Source.STORE,
        kept.asOf(),
        age.isNegative() ? Duration.ZERO : age,
        state,
        reason);
  }

  private static Reason reason(Throwable failure) {
    if (failure instanceof CallNotPermittedException) {
      return Reason.BREAKER_OPEN;
    }
    return failure instanceof TimeoutException ? Reason.BACKEND_TIMED_OUT : Reason.BACKEND_FAILED;
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
