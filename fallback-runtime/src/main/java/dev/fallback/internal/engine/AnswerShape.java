package dev.fallback.internal.engine;

import dev.fallback.Answer;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import java.time.Duration;

/**
 * What a caller wants of an answer: the value, or all that is known of it. So a caller of the value
 * costs no provenance.
 */
interface AnswerShape<T, R> {
  R of(Snapshot<T> snapshot, Source source, Duration age, State state, Reason reason);

  /** The value alone. */
  @SuppressWarnings("NullAway") // a backend may answer null, and then so do we
  static <T> AnswerShape<T, T> value() {
    return (snapshot, source, age, state, reason) -> snapshot.value();
  }

  /** The value and its provenance. */
  static <T> AnswerShape<T, Answer<T>> answer() {
    return (snapshot, source, age, state, reason) ->
        new Answer<>(snapshot.value(), source, snapshot.asOf(), age, state, reason);
  }
}
