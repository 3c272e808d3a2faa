package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.internal.time.Time;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * A breaker for work that has no caller: while it would be open, the work pauses; then single
 * probes find out whether it may go on. The rules are those of the calls' breakers. Thread-safe.
 */
public final class PauseGate {
  private final Breaker breaker;
  private final Time time;

  /**
   * @param random uniform in [0, 1)
   */
  public PauseGate(BreakerSettings settings, Time time, DoubleSupplier random) {
    this.time = time;
    this.breaker = new Breaker(settings, time, random, (from, to) -> {});
  }

  /**
   * Asks for the right to go on.
   *
   * @param timeoutNanos how long a probe may take until it counts as failed
   * @return empty while the work must pause, or while enough probes are out
   */
  public Optional<Pass> acquire(long timeoutNanos) {
    Permit permit = breaker.acquire(time.nanos(), timeoutNanos);
    return permit == null ? Optional.empty() : Optional.of(new Pass(this, permit));
  }

  /** Whether the work must pause, but for probes. */
  public boolean isPaused() {
    return breaker.state() != State.CLOSED;
  }

  /** How long until a probe is let through; zero or less unless the work must pause. */
  public long untilProbeNanos() {
    return breaker.untilProbeNanos();
  }

  /** One right to go on, which ends once. */
  public static final class Pass {
    private final PauseGate gate;
    private final Permit permit;

    private Pass(PauseGate gate, Permit permit) {
      this.gate = gate;
      this.permit = permit;
    }

    /** Whether it finds out if the work may go on. */
    public boolean isProbe() {
      return permit.leaseId() != 0;
    }

    public void succeeded() {
      gate.breaker.succeeded(gate.time.nanos(), permit, false);
    }

    public void failed() {
      gate.breaker.failed(gate.time.nanos(), permit, false);
    }

    /** It said nothing. */
    public void released() {
      gate.breaker.released(permit);
    }
  }
}
