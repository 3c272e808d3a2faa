package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.OperationControl;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one service: its breaker, and over it an operator's hold. Thread-safe. */
final class ServiceGuard implements ServiceControl {
  private final String service;
  private final Time time;
  private final Events events;
  private final Breaker breaker;
  private final HoldCell hold;
  private final DistrustedTimes distrusted = new DistrustedTimes();
  private final Map<String, OperationControl> operations = new ConcurrentHashMap<>();

  ServiceGuard(
      String service, BreakerSettings settings, Time time, DoubleSupplier random, Events events) {
    this.service = service;
    this.time = time;
    this.events = events;
    this.breaker = new Breaker(settings, time, random, this::breakerChanged);
    this.hold = new HoldCell(time, this::holdEnded);
  }

  Breaker breaker() {
    return breaker;
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    return hold.held(now);
  }

  DistrustedTimes distrustedTimes() {
    return distrusted;
  }

  void register(String operation, OperationControl control) {
    operations.put(operation, control);
  }

  @Override
  public OperationControl operation(String name) {
    OperationControl found = operations.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s has no operation '%s'; it has %s"
              .formatted(service, name, new TreeMap<>(operations).keySet()));
    }
    return found;
  }

  @Override
  public void distrust(Distrust interval) {
    distrusted.add(interval);
  }

  @Override
  public void trust(Distrust interval) {
    distrusted.remove(interval);
  }

  @Override
  public List<Distrust> distrusted() {
    return distrusted.all();
  }

  @Override
  public State state() {
    State held = held(time.nanos());
    return held == null ? breaker.state() : held;
  }

  @Override
  public Duration retryAfter() {
    return held(time.nanos()) == State.ISOLATED
        ? hold.remaining()
        : Duration.ofNanos(Math.max(0, breaker.untilProbeNanos()));
  }

  @Override
  public void hold(Hold order) {
    State from = state();
    hold.hold(order);
    changed(from, order.state());
  }

  @Override
  public void release() {
    hold.release();
  }

  /** Back to the breaker, which starts anew: what it knew is older than the hold. */
  private void holdEnded(State held) {
    breaker.reset();
    changed(held, State.CLOSED);
  }

  /** Under a hold the breaker goes on, but the service's state is the operator's. */
  private void breakerChanged(State from, State to) {
    if (hold.remaining().isZero()) {
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
