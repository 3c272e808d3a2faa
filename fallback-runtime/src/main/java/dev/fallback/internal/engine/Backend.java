package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.internal.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One backend: its breaker, and room for so many calls in flight where that is limited. Services
 * that ask the same backend share it. Whoever acquires a permit gives it back exactly once.
 * Thread-safe.
 */
final class Backend {
  private final Breaker breaker;
  private final @Nullable Semaphore room;
  private final List<BiConsumer<State, State>> watchers = new CopyOnWriteArrayList<>();

  /**
   * @param callsInFlight 0 where there is no limit
   */
  Backend(BreakerSettings settings, int callsInFlight, Time time, DoubleSupplier random) {
    this.breaker = new Breaker(settings, time, random, this::changed);
    this.room = callsInFlight == 0 ? null : new Semaphore(callsInFlight);
  }

  /** Tells a service of each change of the breaker's state, on the thread that made it. */
  void watch(BiConsumer<State, State> watcher) {
    watchers.add(watcher);
  }

  Breaker breaker() {
    return breaker;
  }

  /**
   * Asks for the right to call the backend.
   *
   * @param timeoutNanos how long the call may take
   * @return null where the breaker is against it, {@link Permit#NO_ROOM} where too many calls are
   *     in flight
   */
  @Nullable Permit acquire(long now, long timeoutNanos) {
    Permit permit = breaker.acquire(now, timeoutNanos);
    if (permit == null || room == null || room.tryAcquire()) {
      return permit;
    }
    breaker.released(permit);
    return Permit.NO_ROOM;
  }

  /**
   * The call ended, and it says whether the backend failed. The breaker is told first: who takes
   * the place that becomes free already finds the state that this call brought about.
   */
  void judged(long now, Permit permit, boolean failed, boolean slow) {
    if (failed) {
      breaker.failed(now, permit, slow);
    } else {
      breaker.succeeded(now, permit, slow);
    }
    free();
  }

  /** The call ended, or never began, and says nothing about the backend. */
  void released(Permit permit) {
    breaker.released(permit);
    free();
  }

  /**
   * A service's hold ended: what the breaker knew is older than the hold, so it starts anew, unless
   * other services have kept it up to date meanwhile.
   */
  void holdEnded() {
    if (watchers.size() == 1) {
      breaker.reset();
    }
  }

  private void free() {
    if (room != null) {
      room.release();
    }
  }

  private void changed(State from, State to) {
    watchers.forEach(watcher -> watcher.accept(from, to));
  }
}
