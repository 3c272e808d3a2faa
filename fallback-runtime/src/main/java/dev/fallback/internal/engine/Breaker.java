package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.internal.engine.BreakerState.Closed;
import dev.fallback.internal.engine.BreakerState.HalfOpen;
import dev.fallback.internal.engine.BreakerState.Lease;
import dev.fallback.internal.engine.BreakerState.Open;
import dev.fallback.internal.time.Time;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: sliding windows and rates as Resilience4j has them, our own permits.
 *
 * <p>Resilience4j's permits are not taken over because under asynchronous calls they can be lost: a
 * probe that never completes, completes with an {@code Error} or is cancelled leaves Half-open
 * without a permit for ever, and calls that began in Closed decide Half-open. Here every probe
 * holds a lease with a deadline, every permit carries the epoch it was given in, and an outcome
 * from another epoch is ignored.
 *
 * <p>The state is an immutable {@link Phase} behind one reference. A caller reads it once, computes
 * the next one with {@link BreakerRules} and swaps it in; only the winner of the swap tells the
 * listener, and no lock is held meanwhile. Time has no thread of its own: a wait that is over, or a
 * lease that has run out, takes effect when anyone asks, so a scrape of the state suffices.
 *
 * <p>Each Closed phase has a window of its own. An outcome of an earlier epoch lands in that
 * epoch's window, where nobody looks any more.
 */
final class Breaker {

  /** State, and what belongs to it while it lasts. */
  private record Phase(
      BreakerState state, OutcomeWindow window, AtomicInteger failuresInARow, Permit permit) {}

  private final BreakerSettings settings;
  private final BreakerRules rules;
  private final Time time;
  private final BiConsumer<State, State> listener;
  private final AtomicLong leases = new AtomicLong();
  private final AtomicReference<Phase> phase;

  /**
   * @param listener is told each change of state, on the thread that made it
   */
  Breaker(
      BreakerSettings settings,
      Time time,
      DoubleSupplier random,
      BiConsumer<State, State> listener) {
    this.settings = settings;
    this.rules = new BreakerRules(settings, random);
    this.time = time;
    this.listener = listener;
    long now = time.nanos();
    this.phase = new AtomicReference<>(phaseOf(BreakerRules.initial(now), now));
  }

  State state() {
    return current(time.nanos()).state().state();
  }

  /** How long until a probe is let through; zero or less unless Open. */
  long untilProbeNanos() {
    long now = time.nanos();
    return current(now).state() instanceof Open open ? open.untilNanos() - now : 0;
  }

  /**
   * Asks for the right to call the backend.
   *
   * @param timeoutNanos how long the call may take: the deadline of its lease, should it be a probe
   * @return null where the backend must be left alone
   */
  @Nullable Permit acquire(long now, long timeoutNanos) {
    for (; ; ) {
      Phase found = current(now);
      if (found.state() instanceof Closed) {
        return found.permit();
      }
      if (!(found.state() instanceof HalfOpen half)) {
        return null;
      }
      Lease lease = new Lease(leases.incrementAndGet(), now + timeoutNanos, false);
      HalfOpen leased = rules.leased(half, lease);
      if (leased.equals(half)) {
        return null;
      }
      if (phase.compareAndSet(
          found, new Phase(leased, found.window(), found.failuresInARow(), found.permit()))) {
        return new Permit(leased.epoch(), lease.id());
      }
    }
  }

  /**
   * The backend answered; a business error is an answer.
   *
   * @param now when it did
   */
  void succeeded(long now, Permit permit, boolean slow) {
    if (permit.leaseId() == 0) {
      record(now, permit, false, slow);
    } else {
      probe(now, permit, half -> rules.succeeded(half, permit.leaseId(), now));
    }
  }

  /**
   * The backend failed, or did not answer in time.
   *
   * @param now when it did
   */
  void failed(long now, Permit permit, boolean slow) {
    if (permit.leaseId() == 0) {
      record(now, permit, true, slow);
    } else {
      probe(now, permit, half -> rules.failed(half, permit.leaseId(), now));
    }
  }

  /** The call ended without saying anything about the backend: cancelled, or a bug of ours. */
  void released(Permit permit) {
    if (permit.leaseId() != 0) {
      probe(time.nanos(), permit, half -> rules.released(half, permit.leaseId()));
    }
  }

  /** Starts anew, in Closed, without telling the listener: whoever asks for it knows. */
  void reset() {
    long now = time.nanos();
    phase.updateAndGet(found -> phaseOf(BreakerRules.reset(found.state(), now), now));
  }

  private void record(long now, Permit permit, boolean failed, boolean slow) {
    Phase found = Objects.requireNonNull(phase.get());
    if (found.permit().epoch() != permit.epoch()) {
      return;
    }
    boolean rates = found.window().record(now, failed, slow);
    boolean inARow = failedInARow(found.failuresInARow(), failed);
    if ((rates || inARow) && found.state() instanceof Closed closed) {
      swap(found, rules.tripped(closed, now), now);
    }
  }

  /** Costs a success one read: the counter is written only where it changes. */
  private boolean failedInARow(AtomicInteger count, boolean failed) {
    if (failed) {
      return count.incrementAndGet() >= settings.failuresInARow() && settings.failuresInARow() > 0;
    }
    if (count.get() != 0) {
      count.set(0);
    }
    return false;
  }

  /** By its outcome, though its lease may have run out meanwhile: nobody has noticed that. */
  private void probe(long now, Permit permit, Function<HalfOpen, BreakerState> ended) {
    for (; ; ) {
      Phase found = Objects.requireNonNull(phase.get());
      if (!(found.state() instanceof HalfOpen half) || half.epoch() != permit.epoch()) {
        return;
      }
      BreakerState next = ended.apply(half);
      if (next == half || swap(found, next, now)) {
        return;
      }
    }
  }

  private Phase current(long now) {
    for (; ; ) {
      Phase found = Objects.requireNonNull(phase.get());
      if (found.state() instanceof Closed) {
        return found;
      }
      BreakerState next = rules.passed(found.state(), now);
      if (next == found.state()) {
        return found;
      }
      swap(found, next, now);
    }
  }

  private boolean swap(Phase found, BreakerState next, long now) {
    if (!phase.compareAndSet(found, following(found, next, now))) {
      return false;
    }
    State from = found.state().state();
    if (from != next.state()) {
      listener.accept(from, next.state());
    }
    return true;
  }

  /** Only what follows in Closed counts: until then the window stays as it is. */
  private Phase following(Phase found, BreakerState next, long now) {
    return next instanceof Closed
        ? phaseOf(next, now)
        : new Phase(next, found.window(), found.failuresInARow(), new Permit(next.epoch(), 0));
  }

  private Phase phaseOf(BreakerState state, long now) {
    return new Phase(
        state, OutcomeWindow.of(settings, now), new AtomicInteger(), new Permit(state.epoch(), 0));
  }
}
