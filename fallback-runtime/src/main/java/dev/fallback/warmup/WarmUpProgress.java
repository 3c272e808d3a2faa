package dev.fallback.warmup;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a warm-up is.
 *
 * @param counts keys that are done, with what earlier runs of the job did
 * @param total keys in all; empty where it is not known
 * @param elapsed since this run began
 * @param rate keys done per second, of late
 * @param remaining at that rate; empty where it cannot be told
 * @param rateLimit keys per second that it allows itself at the moment
 * @param concurrencyLimit calls in flight to the backend that it allows itself at the moment
 * @param waitingFor why it asks nothing at the moment, in a sentence; empty while it does
 */
public record WarmUpProgress(
    WarmUpCounts counts,
    OptionalLong total,
    Duration elapsed,
    double rate,
    Optional<Duration> remaining,
    double rateLimit,
    int concurrencyLimit,
    Optional<String> waitingFor) {}
