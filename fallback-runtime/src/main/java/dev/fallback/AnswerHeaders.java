package dev.fallback;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * HTTP response headers that say where an answer came from: {@code Age} (RFC 9111), {@code
 * Cache-Status} (RFC 9211) and {@code Retry-After} (RFC 9110). Knows no HTTP library: names and
 * values are strings.
 */
public final class AnswerHeaders {
  private AnswerHeaders() {}

  /**
   * Headers of one answer. {@code Cache-Status} says {@code hit} where the store answered and the
   * backend was not asked, {@code fwd=stale} where it was asked in vain, both with the reason as
   * {@code detail}; {@code fwd=miss} where the backend answered.
   *
   * @param cache name of the cache in {@code Cache-Status}: letters, digits, hyphens, for instance
   *     {@code bank}
   */
  public static Map<String, String> of(Answer<?> answer, String cache) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (answer.source() == Source.STORE) {
      String reason = answer.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      String how = wasAsked(answer.reason()) ? "; fwd=stale; detail=" : "; hit; detail=";
      headers.put("Age", Long.toString(answer.age().toSeconds()));
      headers.put("Cache-Status", cache + how + reason);
    } else {
      headers.put("Cache-Status", cache + "; fwd=miss");
    }
    return headers;
  }

  private static boolean wasAsked(Reason reason) {
    return switch (reason) {
      case BACKEND_ANSWERED, BACKEND_FAILED, BACKEND_TIMED_OUT, BACKEND_SLOW -> true;
      case BREAKER_OPEN, BACKEND_BUSY, OPERATOR -> false;
    };
  }

  /**
   * Header of a response made of several answers: the age of the oldest; empty where none came from
   * the store.
   */
  public static Map<String, String> of(CallScope scope, Instant now) {
    return scope
        .oldestAsOf()
        .map(asOf -> Map.of("Age", Long.toString(age(asOf, now).toSeconds())))
        .orElse(Map.of());
  }

  /**
   * Value of {@code Retry-After} in whole seconds, at least 1; empty where the error does not say
   * when to come again. Looks through the wrappers that futures put around errors.
   */
  public static Optional<String> retryAfter(Throwable error) {
    Throwable inner = error;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner instanceof BackendUnavailableException unavailable
        ? Optional.of(
            Long.toString(Math.max(1, unavailable.retryAfter().plusNanos(999_999_999).toSeconds())))
        : Optional.empty();
  }

  private static Duration age(Instant asOf, Instant now) {
    Duration age = Duration.between(asOf, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
