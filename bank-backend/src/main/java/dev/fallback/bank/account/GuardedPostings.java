package dev.fallback.bank.account;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses postings at once while the backend is held to be down, so that nobody waits for a timeout
 * to learn it.
 *
 * <p>A breaker of its own, apart from that of the statement reads: postings must find out that the
 * backend is back even when nobody reads. Permits are taken and given back by hand, each on every
 * way out, and each call ends within the backend's timeout, so none is ever lost.
 */
public final class GuardedPostings implements Postings {
  /** First and longest wait, and so how soon postings resume after the backend did. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowType(SlidingWindowType.COUNT_BASED)
          .slidingWindowSize(20)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(WAIT)
          .permittedNumberOfCallsInHalfOpenState(2)
          .maxWaitDurationInHalfOpenState(Duration.ofSeconds(5))
          .build();

  private final Postings backend;
  private final CircuitBreaker breaker = CircuitBreaker.of("postings", BREAKER);

  public GuardedPostings(Postings backend) {
    this.backend = backend;
  }

  /** Name of the breaker's state, for reports of health. */
  public String state() {
    return breaker.getState().name();
  }

  @Override
  public CompletionStage<Posted> post(long accountId, Kind kind, long amount, String description) {
    if (!breaker.tryAcquirePermission()) {
      return CompletableFuture.failedFuture(
          new PostingRefusedException(
              "The posting was not made: the bank's records are held to be out of reach.",
              WAIT,
              null));
    }
    long began = breaker.getCurrentTimestamp();
    CompletionStage<Posted> answer;
    try {
      answer = backend.post(accountId, kind, amount, description);
    } catch (RuntimeException | Error e) {
      breaker.releasePermission();
      throw e;
    }
    return answer.whenComplete((posted, error) -> record(began, error));
  }

  private void record(long began, @Nullable Throwable error) {
    long took = breaker.getCurrentTimestamp() - began;
    if (error == null || isAnswer(error)) {
      breaker.onSuccess(took, breaker.getTimestampUnit());
    } else {
      breaker.onError(took, breaker.getTimestampUnit(), error);
    }
  }

  private static boolean isAnswer(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof AccountNotFoundException || cause instanceof InsufficientLimitException;
  }
}
