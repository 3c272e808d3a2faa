package dev.fallback.internal.engine;

import dev.fallback.State;
import dev.fallback.internal.time.Timeout;
import java.util.List;

/**
 * What a breaker knows, as a value. Every state has an epoch: outcomes of calls that began in
 * another epoch say nothing about this one.
 */
sealed interface BreakerState {

  long epoch();

  State state();

  /**
   * Calls ask the backend.
   *
   * @param sinceNanos when the breaker closed
   * @param waits how many waits in a row came before; 0 where none did
   * @param lastWaitNanos the wait before; 0 where there was none
   */
  record Closed(long epoch, long sinceNanos, int waits, long lastWaitNanos)
      implements BreakerState {
    @Override
    public State state() {
      return State.CLOSED;
    }
  }

  /**
   * The backend is left alone until the wait is over.
   *
   * @param waits how many waits in a row this one makes; at least 1
   */
  record Open(long epoch, long untilNanos, int waits, long waitNanos) implements BreakerState {
    @Override
    public State state() {
      return State.OPEN;
    }
  }

  /**
   * A few probes ask the backend.
   *
   * @param leases probes in flight
   * @param successes probes that have succeeded in this epoch
   */
  record HalfOpen(long epoch, List<Lease> leases, int successes, int waits, long waitNanos)
      implements BreakerState {
    public HalfOpen {
      leases = List.copyOf(leases);
    }

    @Override
    public State state() {
      return State.HALF_OPEN;
    }

    HalfOpen with(List<Lease> now, int succeeded) {
      return new HalfOpen(epoch, now, succeeded, waits, waitNanos);
    }

    boolean holds(long leaseId) {
      return leases.stream().anyMatch(lease -> lease.id() == leaseId);
    }
  }

  /**
   * A probe's right to be in flight, until its deadline.
   *
   * @param extended whether it was given a moment more, since nobody could notice its end in time
   */
  record Lease(long id, long deadlineNanos, boolean extended) {
    boolean isOver(long now) {
      return now - deadlineNanos >= 0;
    }

    /** Whether its end was noticed so late that this process must have stood still. */
    boolean isNoticedLate(long now) {
      return !extended && now - deadlineNanos > Timeout.TOLERATED_NANOS;
    }

    /** For longer than the timeout of the probe, which is extended when that fires. */
    Lease extended(long now) {
      return new Lease(id, now + 2 * Timeout.MOMENT_NANOS, true);
    }
  }
}
