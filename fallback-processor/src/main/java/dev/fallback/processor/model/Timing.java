package dev.fallback.processor.model;

import java.time.Duration;
import java.util.Optional;

/**
 * An operation's durations.
 *
 * @param softMaxAge present exactly when {@code softTimeout} is
 */
public record Timing(
    Duration maxAge,
    Duration retention,
    Duration timeout,
    Optional<Duration> softTimeout,
    Optional<Duration> softMaxAge,
    Optional<Duration> freshFor) {}
