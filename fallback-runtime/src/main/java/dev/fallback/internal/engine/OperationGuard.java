package dev.fallback.internal.engine;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.OperationControl;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The state of one operation: its own hold, an order to all nodes, and under them its service.
 * Thread-safe.
 */
final class OperationGuard implements OperationControl, ClusterOrders.Target {
  private final String operation;
  private final String scope;
  private final ServiceGuard service;
  private final Events events;
  private final Time time;
  private final HoldCell hold;
  private final HoldCell ordered;
  private final RecordingGate<?> gate;
  private final ClusterOrders orders;

  OperationGuard(
      String operation,
      ServiceGuard service,
      Time time,
      Events events,
      RecordingGate<?> gate,
      ClusterOrders orders) {
    this.operation = operation;
    this.scope = service.name() + "." + operation;
    this.service = service;
    this.time = time;
    this.events = events;
    this.gate = gate;
    this.orders = orders;
    this.hold = new HoldCell(time, new Watch(false));
    this.ordered = new HoldCell(time, new Watch(true));
    orders.register(scope, this);
  }

  Backend backend() {
    return service.backend();
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    State own = heldHere(now);
    return own == null ? service.held(now) : own;
  }

  private @Nullable State heldHere(long now) {
    State own = hold.held(now);
    return own == null ? ordered.held(now) : own;
  }

  @Override
  public State state() {
    State own = heldHere(time.nanos());
    return own == null ? service.state() : own;
  }

  @Override
  public Duration retryAfter() {
    long now = time.nanos();
    State own = heldHere(now);
    if (own == State.ISOLATED) {
      return hold.held(now) == null ? ordered.remaining() : hold.remaining();
    }
    return own == null ? service.retryAfter() : service.retryAfter(own);
  }

  @Override
  public void acceptRefused(Duration lasts) {
    gate.open(lasts);
    events.tellChange(new FallbackEvent.GuardOpened(service.name(), operation, lasts));
  }

  @Override
  public void hold(Hold order) {
    hold.hold(order);
  }

  @Override
  public void release() {
    hold.release();
  }

  @Override
  public CompletionStage<Void> holdEverywhere(Hold order) {
    return orders.hold(scope, order);
  }

  @Override
  public CompletionStage<Void> releaseEverywhere() {
    return orders.release(scope);
  }

  @Override
  public void ordered(Optional<Hold> order, List<Distrust> distrusted) {
    ordered.follow(order);
  }

  /** Of the node's own hold, or of the one ordered to all. */
  private final class Watch implements HoldCell.Watcher {
    private final boolean everywhere;

    Watch(boolean everywhere) {
      this.everywhere = everywhere;
    }

    @Override
    public void began(Hold held) {
      events.tellChange(new FallbackEvent.HoldBegan(service.name(), operation, held, everywhere));
    }

    @Override
    public void ended(Hold held) {
      events.tellChange(new FallbackEvent.HoldEnded(service.name(), operation, held, everywhere));
    }
  }
}
