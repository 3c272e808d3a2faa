package dev.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerHeadersTest {
  private static final Instant AS_OF = Instant.parse("2026-11-22T10:00:00Z");

  private static Answer<String> answer(Source source, Duration age, Reason reason) {
    return new Answer<>("x", source, AS_OF, age, State.OPEN, reason);
  }

  @Test
  void an_answer_from_the_store_tells_its_age_in_whole_seconds() {
    assertThat(
            AnswerHeaders.of(
                answer(Source.STORE, Duration.ofMillis(5_999), Reason.BREAKER_OPEN), "bank"))
        .isEqualTo(Map.of("Age", "5", "Cache-Status", "bank; hit; detail=breaker-open"));
  }

  @ParameterizedTest
  @CsvSource({
    "BACKEND_FAILED, fwd=stale; detail=backend-failed",
    "BACKEND_TIMED_OUT, fwd=stale; detail=backend-timed-out",
    "BACKEND_SLOW, fwd=stale; detail=backend-slow",
    "BREAKER_OPEN, hit; detail=breaker-open",
    "BACKEND_BUSY, hit; detail=backend-busy",
    "OPERATOR, hit; detail=operator"
  })
  void a_hit_is_only_what_did_not_go_to_the_backend(Reason reason, String status) {
    assertThat(AnswerHeaders.of(answer(Source.STORE, Duration.ZERO, reason), "bank"))
        .containsEntry("Cache-Status", "bank; " + status);
  }

  @Test
  void an_answer_from_the_backend_has_no_age() {
    assertThat(
            AnswerHeaders.of(
                answer(Source.BACKEND, Duration.ZERO, Reason.BACKEND_ANSWERED), "bank"))
        .isEqualTo(Map.of("Cache-Status", "bank; fwd=miss"));
  }

  @Test
  void a_response_of_several_answers_is_as_old_as_the_oldest() {
    try (CallScope scope = CallScope.open()) {
      assertThat(AnswerHeaders.of(scope, AS_OF)).isEmpty();
      scope.answeredFromStore(AS_OF);
      scope.answeredFromStore(AS_OF.plusSeconds(60));
      assertThat(AnswerHeaders.of(scope, AS_OF.plusSeconds(90))).isEqualTo(Map.of("Age", "90"));
    }
  }

  @Test
  void retry_after_is_rounded_up_and_at_least_a_second() {
    assertThat(retryAfter(Duration.ofMillis(2_001))).contains("3");
    assertThat(retryAfter(Duration.ZERO)).contains("1");
    assertThat(retryAfter(Duration.ofNanos(1_000_000_001))).contains("2");
    assertThat(retryAfter(Duration.ofSeconds(2))).contains("2");
    assertThat(AnswerHeaders.retryAfter(new IllegalStateException())).isEmpty();
  }

  @Test
  void retry_after_is_found_inside_what_futures_wrap_around_an_error() {
    Throwable error = new BackendUnavailableException("x", Duration.ofSeconds(7));
    assertThat(AnswerHeaders.retryAfter(new CompletionException(new ExecutionException(error))))
        .contains("7");
    assertThat(AnswerHeaders.retryAfter(new ExecutionException(null))).isEmpty();
  }

  private static java.util.Optional<String> retryAfter(Duration duration) {
    return AnswerHeaders.retryAfter(new BackendUnavailableException("x", duration));
  }
}
