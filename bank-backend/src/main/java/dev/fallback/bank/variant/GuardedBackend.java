package dev.fallback.bank.variant;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.StateChanged;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * The backend behind Resilience4j's breaker and time limiter, set as Fallback's is, as far as
 * Resilience4j has the settings. Thread-safe.
 */
final class GuardedBackend {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final StatementService backend;
  private final ScheduledExecutorService timer;
  private final CircuitBreaker breaker;
  private final TimeLimiter limiter = TimeLimiter.of(TIMEOUT);

  /**
   * @param timer ends calls that take too long
   * @param listener told of each change of the breaker's state
   */
  GuardedBackend(
      StatementService backend,
      BreakerSettings settings,
      ScheduledExecutorService timer,
      Consumer<? super FallbackEvent> listener) {
    this.backend = backend;
    this.timer = timer;
    breaker = CircuitBreaker.of("statements", config(settings));
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                listener.accept(
                    new StateChanged(
                        StatementService.class.getName(),
                        state(event.getStateTransition().getFromState()),
                        state(event.getStateTransition().getToState()),
                        event.getCreationTime().toInstant())));
  }

  /** Asks the backend, or fails at once while the breaker is open. */
  CompletionStage<Statement> statement(long accountId) {
    return breaker.executeCompletionStage(
        () -> limiter.executeCompletionStage(timer, () -> backend.statement(accountId)));
  }

  /** State of the breaker. */
  State state() {
    return state(breaker.getState());
  }

  private static CircuitBreakerConfig config(BreakerSettings settings) {
    boolean byCalls = settings.slidingWindowCalls() > 0;
    return CircuitBreakerConfig.custom()
        .slidingWindowType(byCalls ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED)
        .slidingWindowSize(
            byCalls
                ? settings.slidingWindowCalls()
                : Math.toIntExact(settings.slidingWindowSize().toSeconds()))
        .minimumNumberOfCalls(settings.minimumNumberOfCalls())
        .failureRateThreshold((float) settings.failureRateThreshold())
        .slowCallRateThreshold((float) settings.slowCallRateThreshold())
        .slowCallDurationThreshold(
            Duration.ofNanos((long) (TIMEOUT.toNanos() * settings.slowCallShare())))
        .waitIntervalFunctionInOpenState(
            IntervalFunction.ofExponentialRandomBackoff(
                settings.waitDurationInOpenState(),
                settings.waitFactor(),
                settings.waitJitter(),
                settings.maxWaitDurationInOpenState()))
        .permittedNumberOfCallsInHalfOpenState(settings.permittedNumberOfCallsInHalfOpenState())
        .maxWaitDurationInHalfOpenState(TIMEOUT.multipliedBy(2))
        .ignoreExceptions(AccountNotFoundException.class)
        .build();
  }

  private static State state(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, METRICS_ONLY -> State.CLOSED;
      case OPEN -> State.OPEN;
      case HALF_OPEN -> State.HALF_OPEN;
      case FORCED_OPEN -> State.ISOLATED;
      case DISABLED -> State.BYPASS;
    };
  }
}
