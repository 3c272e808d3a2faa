package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.internal.engine.BreakerState.Closed;
import dev.fallback.internal.engine.BreakerState.HalfOpen;
import dev.fallback.internal.engine.BreakerState.Lease;
import dev.fallback.internal.engine.BreakerState.Open;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The breaker's transitions: pure functions from a state and what happened to the next state. A
 * function returns its argument where nothing changes.
 *
 * <p>The wait between probes grows by a factor with every wait that follows another, up to a cap,
 * and is jittered so that many nodes do not probe in step. It starts anew only after the breaker
 * has been closed for as long as the last wait: a backend that flaps is not probed more often for
 * answering now and then.
 */
final class BreakerRules {
  private final BreakerSettings settings;
  private final DoubleSupplier random;

  /**
   * @param random uniform in [0, 1)
   */
  BreakerRules(BreakerSettings settings, DoubleSupplier random) {
    this.settings = settings;
    this.random = random;
  }

  static Closed initial(long now) {
    return new Closed(1, now, 0, 0);
  }

  /** What time alone does: a wait that is over, a probe's lease that has run out. */
  BreakerState passed(BreakerState state, long now) {
    if (state instanceof Open open && now - open.untilNanos() >= 0) {
      return new HalfOpen(open.epoch() + 1, List.of(), 0, open.waits(), open.waitNanos());
    }
    return state instanceof HalfOpen half ? passed(half, now) : state;
  }

  /**
   * A lease whose end is noticed late lasts a moment more, once, as a timeout does: the probe may
   * have ended well while this process stood still.
   */
  private BreakerState passed(HalfOpen half, long now) {
    List<Lease> over = half.leases().stream().filter(lease -> lease.isOver(now)).toList();
    if (over.isEmpty()) {
      return half;
    }
    return over.stream().allMatch(lease -> lease.isNoticedLate(now))
        ? half.with(
            half.leases().stream()
                .map(lease -> lease.isOver(now) ? lease.extended(now) : lease)
                .toList(),
            half.successes())
        : opened(half.epoch(), half.waits(), half.leases(), now);
  }

  /** The thresholds were reached. */
  Open tripped(Closed closed, long now) {
    boolean stable = now - closed.sinceNanos() >= closed.lastWaitNanos();
    return opened(closed.epoch(), stable ? 0 : closed.waits(), List.of(), now);
  }

  /** A probe wants to start; the state is returned unchanged where all permits are taken. */
  HalfOpen leased(HalfOpen half, Lease lease) {
    if (half.leases().size() >= settings.permittedNumberOfCallsInHalfOpenState()) {
      return half;
    }
    return half.with(
        Stream.concat(half.leases().stream(), Stream.of(lease)).toList(), half.successes());
  }

  /** A probe succeeded. */
  BreakerState succeeded(HalfOpen half, long leaseId, long now) {
    if (!half.holds(leaseId)) {
      return half;
    }
    int successes = half.successes() + 1;
    return successes >= settings.successesToClose()
        ? new Closed(half.epoch() + 1, now, half.waits(), half.waitNanos())
        : without(half, leaseId, successes);
  }

  /** A probe failed. */
  BreakerState failed(HalfOpen half, long leaseId, long now) {
    return half.holds(leaseId)
        ? opened(half.epoch(), half.waits(), without(half, leaseId, half.successes()).leases(), now)
        : half;
  }

  /** A probe ended without saying anything about the backend. */
  BreakerState released(HalfOpen half, long leaseId) {
    return half.holds(leaseId) ? without(half, leaseId, half.successes()) : half;
  }

  /** An operator starts the breaker anew. */
  static Closed reset(BreakerState state, long now) {
    return new Closed(state.epoch() + 1, now, 0, 0);
  }

  /**
   * The wait lasts at least until the probes that are still in flight are over, by their leases, so
   * that those of two Half-open phases never add up to more than are permitted.
   */
  private Open opened(long epoch, int waits, List<Lease> inFlight, long now) {
    long wait = waitNanos(waits);
    long until = now + wait;
    for (Lease lease : inFlight) {
      until = lease.deadlineNanos() - until > 0 ? lease.deadlineNanos() : until;
    }
    return new Open(epoch + 1, until, waits + 1, wait);
  }

  private long waitNanos(int waitsBefore) {
    double first = settings.waitDurationInOpenState().toNanos();
    double cap = settings.maxWaitDurationInOpenState().toNanos();
    double grown = Math.min(cap, first * Math.pow(settings.waitFactor(), waitsBefore));
    double jitter = 1 + settings.waitJitter() * (2 * random.getAsDouble() - 1);
    return (long) (grown * jitter);
  }

  private static HalfOpen without(HalfOpen half, long leaseId, int successes) {
    return half.with(
        half.leases().stream().filter(lease -> lease.id() != leaseId).toList(), successes);
  }
}
