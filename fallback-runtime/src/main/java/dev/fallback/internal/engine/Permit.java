package dev.fallback.internal.engine;

/**
 * A call's right to ask the backend. Ends once, by success, failure or release, and then tells the
 * breaker only if the breaker is still in the epoch in which the call began.
 *
 * @param epoch the breaker's epoch when the call began
 * @param leaseId the probe's lease; 0 for a call in Closed
 */
record Permit(long epoch, long leaseId) {
  /** No permit: the backend has as many calls in flight as it may. */
  static final Permit NO_ROOM = new Permit(-1, -1);

  boolean noRoom() {
    return epoch < 0;
  }
}
