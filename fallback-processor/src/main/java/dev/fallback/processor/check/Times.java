package dev.fallback.processor.check;

import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Located;
import java.time.Duration;
import java.util.Optional;

/**
 * The durations of an annotation, defaults put in; empty where the text says none.
 *
 * @param retention twice {@code maxAge} unless written
 */
record Times(
    Optional<Duration> maxAge,
    Optional<Duration> retention,
    Optional<Duration> timeout,
    Optional<Duration> softTimeout,
    Optional<Duration> softMaxAge,
    Optional<Duration> freshFor) {
  static final Duration LONGEST = Duration.ofDays(7300);
  static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
  static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  static Times of(AnnotationFacts annotation) {
    Optional<Duration> maxAge = DurationText.parse(annotation.maxAge().value());
    return new Times(
        maxAge,
        isWritten(annotation.retention())
            ? DurationText.parse(annotation.retention().value())
            : maxAge.map(Times::defaultRetention),
        isWritten(annotation.timeout())
            ? DurationText.parse(annotation.timeout().value())
            : Optional.of(Duration.ofSeconds(1)),
        DurationText.parse(annotation.softTimeout().value()),
        DurationText.parse(annotation.softMaxAge().value()),
        DurationText.parse(annotation.freshFor().value()));
  }

  static boolean isWritten(Located<String> text) {
    return !text.value().isEmpty();
  }

  private static Duration defaultRetention(Duration maxAge) {
    Duration twice = maxAge.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
