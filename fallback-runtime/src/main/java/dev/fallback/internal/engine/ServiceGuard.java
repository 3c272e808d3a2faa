package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one service: its breaker, and over it an operator's hold. Thread-safe. */
final class ServiceGuard implements ServiceControl {
  private final String service;
  private final Time time;
  private final Events events;
  private final Breaker breaker;
  private final AtomicReference<@Nullable OperatorHold> hold = new AtomicReference<>();

  ServiceGuard(
      String service, BreakerSettings settings, Time time, DoubleSupplier random, Events events) {
    this.service = service;
    this.time = time;
    this.events = events;
    this.breaker = new Breaker(settings, time, random, this::breakerChanged);
  }

  Breaker breaker() {
    return breaker;
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    OperatorHold found = hold.get();
    if (found == null) {
      return null;
    }
    if (now - found.untilNanos() < 0) {
      return found.hold().state();
    }
    end(found);
    return null;
  }

  @Override
  public State state() {
    State held = held(time.nanos());
    return held == null ? breaker.state() : held;
  }

  @Override
  public Duration retryAfter() {
    OperatorHold found = hold.get();
    long now = time.nanos();
    long nanos =
        found != null && found.hold().state() == State.ISOLATED
            ? found.untilNanos() - now
            : breaker.untilProbeNanos();
    return Duration.ofNanos(Math.max(0, nanos));
  }

  @Override
  public void hold(Hold order) {
    State from = state();
    hold.set(new OperatorHold(order, time.nanos() + order.lasts().toNanos()));
    changed(from, order.state());
  }

  @Override
  public void release() {
    OperatorHold found = hold.get();
    if (found != null) {
      end(found);
    }
  }

  /** Back to the breaker, which starts anew: what it knew is older than the hold. */
  private void end(OperatorHold ended) {
    if (hold.compareAndSet(ended, null)) {
      breaker.reset();
      changed(ended.hold().state(), State.CLOSED);
    }
  }

  /** Under a hold the breaker goes on, but the service's state is the operator's. */
  private void breakerChanged(State from, State to) {
    if (hold.get() == null) {
      changed(from, to);
    }
  }

  private void changed(State from, State to) {
    if (from != to) {
      events.tell(() -> new FallbackEvent.StateChanged(service, from, to, now()));
    }
  }

  private Instant now() {
    return Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS);
  }
}
