package dev.fallback.internal.engine;

import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of one operation, as they are in force.
 *
 * @param maxAge how old a snapshot may be and still be served
 * @param retention how long a snapshot is kept
 * @param timeout hard timeout of the backend call
 * @param deadlineShare share of the request's remaining time that one call may take
 * @param soft when to prefer a snapshot to waiting on; empty where the caller waits until {@code
 *     timeout}
 * @param freshFor in Reversed, how old a snapshot may be before the backend is asked
 * @param refreshAhead in Reversed, from which share of {@code freshFor} on a snapshot is refreshed
 *     in the background
 * @param refreshEvery how often an unchanged answer is recorded again, so that its age stays small
 * @param shareBackendCalls whether callers of one key in Closed share one backend call; a caller
 *     may then get an answer from before its own posting
 */
public record OperationSettings(
    Duration maxAge,
    Duration retention,
    Duration timeout,
    double deadlineShare,
    Optional<Soft> soft,
    Duration freshFor,
    double refreshAhead,
    Duration refreshEvery,
    boolean shareBackendCalls) {

  private static final Duration REFRESH_EVERY = Duration.ofSeconds(60);

  /**
   * A soft timeout.
   *
   * @param timeout when the store is read beside the backend
   * @param maxAge how old a snapshot may be and still be preferred
   */
  public record Soft(Duration timeout, Duration maxAge) {}

  /** What the annotation says, and the defaults for what it does not. */
  public static OperationSettings of(OperationDescriptor<?> operation) {
    return new OperationSettings(
        operation.maxAge(),
        operation.retention(),
        operation.timeout(),
        0.8,
        Optional.empty(),
        operation.maxAge(),
        0.8,
        refreshEvery(operation.maxAge(), REFRESH_EVERY),
        false);
  }

  /** Never above a twentieth of the maximum age: an unchanged snapshot must not grow old by it. */
  public static Duration refreshEvery(Duration maxAge, Duration wanted) {
    Duration share = maxAge.dividedBy(20);
    return share.compareTo(wanted) < 0 ? share : wanted;
  }
}
