package dev.fallback;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value with its provenance.
 *
 * @param value what the backend answered, now or earlier; null where the backend answered null
 * @param source where it came from
 * @param asOf when the backend call that gave it started: the value was true at some instant
 *     between then and the end of that call
 * @param age how old {@code asOf} was when this answer was made; zero from the backend
 * @param state the state of the service when the call began
 * @param reason why it came from {@code source}
 * @param <T> type of the value
 */
public record Answer<T>(
    @Nullable T value, Source source, Instant asOf, Duration age, State state, Reason reason) {
  public Answer {
    Objects.requireNonNull(source);
    Objects.requireNonNull(asOf);
    Objects.requireNonNull(age);
    Objects.requireNonNull(state);
    Objects.requireNonNull(reason);
  }
}
