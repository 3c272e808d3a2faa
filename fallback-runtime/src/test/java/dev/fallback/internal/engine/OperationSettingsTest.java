package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.State;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that make no sense are refused by name; those at the edge are not. */
class OperationSettingsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NANO = Duration.ofNanos(1);

  /** Settings in the making; an hour of age, two of retention, a second of timeout. */
  private static final class Draft {
    Duration maxAge = HOUR;
    Duration retention = HOUR.multipliedBy(2);
    Duration timeout = Duration.ofSeconds(1);
    double deadlineShare = 0.5;
    Duration softTimeout;
    Duration softMaxAge;
    Duration freshFor;
    double refreshAhead = 0.5;
    Duration refreshEvery = Duration.ofSeconds(60);
    State state;

    OperationSettings made() {
      return new OperationSettings(
          maxAge,
          retention,
          timeout,
          deadlineShare,
          Optional.ofNullable(softTimeout),
          Optional.ofNullable(softMaxAge),
          Optional.ofNullable(freshFor),
          refreshAhead,
          refreshEvery,
          false,
          Optional.ofNullable(state));
    }
  }

  /** Changes a draft. */
  private interface Change {
    void to(Draft draft);
  }

  private static Arguments change(String name, Change change) {
    return Arguments.of(name, change);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        change("maxAge", draft -> draft.maxAge = Duration.ZERO),
        change("maxAge", draft -> draft.maxAge = NANO.negated()),
        change("retention", draft -> draft.retention = HOUR.minus(NANO)),
        change("timeout", draft -> draft.timeout = Duration.ofNanos(999_999)),
        change("timeout", draft -> draft.timeout = Duration.ofMinutes(10).plus(NANO)),
        change("deadlineShare", draft -> draft.deadlineShare = 0),
        change("deadlineShare", draft -> draft.deadlineShare = 1.01),
        change("softTimeout and softMaxAge", draft -> draft.softTimeout = Duration.ofMillis(1)),
        change("softTimeout and softMaxAge", draft -> draft.softMaxAge = HOUR),
        change("softTimeout", draft -> soft(draft, draft.timeout, HOUR)),
        change("softTimeout", draft -> soft(draft, Duration.ZERO, HOUR)),
        change("softMaxAge", draft -> soft(draft, NANO, HOUR.plus(NANO))),
        change("softMaxAge", draft -> soft(draft, NANO, Duration.ZERO)),
        change("freshFor", draft -> draft.freshFor = HOUR.plus(NANO)),
        change("freshFor", draft -> draft.freshFor = Duration.ZERO),
        change("refreshAhead", draft -> draft.refreshAhead = 0),
        change("refreshAhead", draft -> draft.refreshAhead = 1.01),
        change("refreshEvery", draft -> draft.refreshEvery = NANO.negated()),
        change("state", draft -> draft.state = State.CLOSED),
        change("state", draft -> draft.state = State.OPEN),
        change("state", draft -> draft.state = State.HALF_OPEN));
  }

  static Stream<Arguments> edges() {
    return Stream.of(
        change("maxAge", draft -> draft.maxAge = NANO),
        change("retention", draft -> draft.retention = HOUR),
        change("timeout", draft -> draft.timeout = Duration.ofMillis(1)),
        change("timeout", draft -> draft.timeout = Duration.ofMinutes(10)),
        change("deadlineShare", draft -> draft.deadlineShare = 1),
        change("softTimeout", draft -> soft(draft, draft.timeout.minus(NANO), HOUR)),
        change("softTimeout", draft -> soft(draft, NANO, NANO)),
        change("freshFor", draft -> draft.freshFor = HOUR),
        change("freshFor", draft -> draft.freshFor = NANO),
        change("refreshAhead", draft -> draft.refreshAhead = 1),
        change("refreshEvery", draft -> draft.refreshEvery = Duration.ZERO),
        change("state", draft -> draft.state = State.FORCED));
  }

  private static void soft(Draft draft, Duration timeout, Duration maxAge) {
    draft.softTimeout = timeout;
    draft.softMaxAge = maxAge;
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("nonsense")
  void nonsense_is_refused_with_its_name(String name, Change change) {
    Draft draft = new Draft();
    change.to(draft);
    assertThatThrownBy(draft::made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + ": found ");
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("edges")
  void edges_are_allowed(String name, Change change) {
    Draft draft = new Draft();
    change.to(draft);
    assertThatCode(draft::made).doesNotThrowAnyException();
  }

  @Test
  void unchanged_answers_are_recorded_again_within_a_twentieth_of_their_age() {
    Draft draft = new Draft();
    draft.refreshEvery = Duration.ofMinutes(3);
    assertThat(draft.made().refreshWithin()).isEqualTo(Duration.ofMinutes(3));
    draft.refreshEvery = Duration.ofMinutes(4);
    assertThat(draft.made().refreshWithin()).isEqualTo(Duration.ofMinutes(3));
    assertThat(draft.made().refreshEvery()).isEqualTo(Duration.ofMinutes(4));
    draft.refreshEvery = Duration.ofMinutes(2);
    assertThat(draft.made().refreshWithin()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void they_are_often_enough_for_what_is_asked_of_their_age() {
    Draft draft = new Draft();
    draft.refreshEvery = Duration.ofMinutes(1);
    draft.freshFor = Duration.ofSeconds(10);
    draft.refreshAhead = 0.5;
    assertThat(draft.made().refreshWithin()).isEqualTo(Duration.ofMillis(2_500));
    soft(draft, Duration.ofMillis(10), Duration.ofSeconds(4));
    assertThat(draft.made().refreshWithin()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void what_is_not_fresh_for_a_time_is_fresh_as_long_as_it_may_be_served() {
    Draft draft = new Draft();
    assertThat(draft.made().freshWithin()).isEqualTo(HOUR);
    draft.freshFor = Duration.ofMinutes(1);
    assertThat(draft.made().freshWithin()).isEqualTo(Duration.ofMinutes(1));
  }
}
