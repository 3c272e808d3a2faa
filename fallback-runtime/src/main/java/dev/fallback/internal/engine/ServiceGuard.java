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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one service: its breaker, and over it an operator's hold. Thread-safe. */
final class ServiceGuard implements ServiceControl, ClusterOrders.Target {
  private final String service;
  private final Time time;
  private final Events events;
  private final Breaker breaker;
  private final HoldCell hold;
  private final HoldCell ordered;
  private final ClusterOrders orders;
  private final DistrustedTimes distrusted = new DistrustedTimes();
  private final Map<String, OperationControl> operations = new ConcurrentHashMap<>();

  ServiceGuard(
      String service,
      BreakerSettings settings,
      Time time,
      DoubleSupplier random,
      Events events,
      ClusterOrders orders) {
    this.service = service;
    this.time = time;
    this.events = events;
    this.breaker = new Breaker(settings, time, random, this::breakerChanged);
    this.hold = new HoldCell(time, this::holdEnded);
    this.ordered = new HoldCell(time, this::holdEnded);
    this.orders = orders;
    orders.register(service, this);
  }

  Breaker breaker() {
    return breaker;
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    State own = hold.held(now);
    return own == null ? ordered.held(now) : own;
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
    long now = time.nanos();
    if (held(now) != State.ISOLATED) {
      return Duration.ofNanos(Math.max(0, breaker.untilProbeNanos()));
    }
    return hold.held(now) == null ? ordered.remaining() : hold.remaining();
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

  @Override
  public CompletionStage<Void> holdEverywhere(Hold order) {
    return orders.hold(service, order);
  }

  @Override
  public CompletionStage<Void> releaseEverywhere() {
    return orders.release(service);
  }

  @Override
  public CompletionStage<Void> distrustEverywhere(Distrust interval) {
    return orders.distrust(service, interval);
  }

  @Override
  public CompletionStage<Void> trustEverywhere(Distrust interval) {
    return orders.trust(service, interval);
  }

  @Override
  public void ordered(Optional<Hold> order, List<Distrust> intervals) {
    State from = state();
    ordered.follow(order);
    order.filter(each -> hold.held(time.nanos()) == null).ifPresent(o -> changed(from, o.state()));
    distrusted.everywhere(intervals);
  }

  /** Back to the breaker, which starts anew: what it knew is older than the hold. */
  private void holdEnded(State held) {
    breaker.reset();
    changed(held, state());
  }

  /** Under a hold the breaker goes on, but the service's state is the operator's. */
  private void breakerChanged(State from, State to) {
    if (hold.remaining().isZero() && ordered.remaining().isZero()) {
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
