package dev.fallback.bank.lab.watch;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Measurements;
import java.time.Duration;

/**
 * How a run stands.
 *
 * @param phase what goes on, in a few words
 * @param elapsed since the start of the load
 * @param planned length of the load
 * @param state of the breaker
 * @param wrong reads found wrong so far
 * @param measured all requests so far
 */
public record LiveStatus(
    String phase,
    Duration elapsed,
    Duration planned,
    State state,
    long wrong,
    Measurements measured) {}
