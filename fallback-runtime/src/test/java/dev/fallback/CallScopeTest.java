package dev.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallScopeTest {
  private static final long NOW_MICROS = 1_800_000_000_000_000L;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void what_is_left_is_the_shorter_of_the_wait_and_the_deadline() {
    try (CallScope scope = CallScope.open()) {
      assertThat(scope.leftNanos(NOW_MICROS)).isEqualTo(Long.MAX_VALUE);
      scope.within(Duration.ofMillis(300));
      assertThat(scope.leftNanos(NOW_MICROS)).isEqualTo(300_000_000);
      scope.until(NOW.plusMillis(200));
      assertThat(scope.leftNanos(NOW_MICROS)).isEqualTo(200_000_000);
      assertThat(scope.leftNanos(NOW_MICROS + 150_000)).isEqualTo(50_000_000);
      assertThat(scope.leftNanos(NOW_MICROS + 250_000)).isZero();
      assertThat(scope.until()).contains(NOW.plusMillis(200));
    }
  }

  @Test
  void demands_too_long_to_count_are_no_demands() {
    try (CallScope scope = CallScope.open().within(Duration.ofDays(1_000_000))) {
      assertThat(scope.until(Instant.MAX).leftNanos(NOW_MICROS)).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void an_inner_scope_inherits_the_demands_and_may_change_its_own() {
    try (CallScope outer = CallScope.open().until(NOW.plusMillis(200))) {
      try (CallScope inner = CallScope.open()) {
        assertThat(inner.leftNanos(NOW_MICROS)).isEqualTo(200_000_000);
        inner.until(NOW.plusMillis(100));
        assertThat(outer.leftNanos(NOW_MICROS)).isEqualTo(200_000_000);
      }
    }
  }

  @Test
  void a_scope_can_be_taken_to_another_thread_and_leaves_it_as_it_was() {
    CallScope scope = CallScope.open();
    scope.close();
    Boolean same =
        CompletableFuture.supplyAsync(
                () -> {
                  CallScope before = CallScope.open();
                  boolean inside =
                      scope.resume(() -> CallScope.current().filter(scope::equals).isPresent());
                  boolean after = CallScope.current().filter(before::equals).isPresent();
                  before.close();
                  return inside && after;
                })
            .join();
    assertThat(same).isTrue();
    assertThat(CallScope.current()).isEmpty();
  }

  @Test
  void a_scope_is_closed_again_though_its_calls_throw() {
    CallScope scope = CallScope.open();
    scope.close();
    assertThatThrownBy(
            () ->
                scope.resume(
                    () -> {
                      throw new IllegalStateException("no call");
                    }))
        .hasMessage("no call");
    assertThat(CallScope.current()).isEmpty();
  }

  @Test
  void the_oldest_as_of_is_gathered_from_all_threads() {
    CallScope scope = CallScope.open();
    scope.close();
    CompletableFuture<?>[] answers = new CompletableFuture<?>[100];
    for (int i = 0; i < answers.length; i++) {
      Instant asOf = NOW.plusSeconds((i * 37) % 100);
      answers[i] = CompletableFuture.runAsync(() -> scope.answeredFromStore(asOf));
    }
    CompletableFuture.allOf(answers).join();
    assertThat(scope.oldestAsOf()).contains(NOW);
  }
}
