package dev.fallback.internal.engine;

import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of one operation, as they are in force.
 *
 * @param maxAge how old a snapshot may be and still be served
 * @param retention how long a snapshot is kept
 * @param timeout hard timeout of the backend call
 * @param soft when to prefer a snapshot to waiting on; empty where the caller waits until {@code
 *     timeout}
 * @param freshFor in Reversed, how old a snapshot may be before the backend is asked
 * @param refreshEvery how often an unchanged answer is recorded again, so that its age stays small
 */
record OperationSettings(
    Duration maxAge,
    Duration retention,
    Duration timeout,
    Optional<Soft> soft,
    Duration freshFor,
    Duration refreshEvery) {

  private static final Duration REFRESH_EVERY = Duration.ofSeconds(60);

  /**
   * A soft timeout.
   *
   * @param timeout when the store is read beside the backend
   * @param maxAge how old a snapshot may be and still be preferred
   */
  record Soft(Duration timeout, Duration maxAge) {}

  static OperationSettings of(OperationDescriptor<?> operation) {
    Duration share = operation.maxAge().dividedBy(20);
    return new OperationSettings(
        operation.maxAge(),
        operation.retention(),
        operation.timeout(),
        Optional.empty(),
        operation.maxAge(),
        share.compareTo(REFRESH_EVERY) < 0 ? share : REFRESH_EVERY);
  }
}
