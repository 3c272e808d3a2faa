package dev.fallback.internal.engine;

import dev.fallback.Hold;
import dev.fallback.OperationControl;
import dev.fallback.State;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state of one operation: its own hold, and under it its service. Thread-safe. */
final class OperationGuard implements OperationControl {
  private final ServiceGuard service;
  private final Time time;
  private final HoldCell hold;
  private final RecordingGate<?> gate;

  OperationGuard(ServiceGuard service, Time time, RecordingGate<?> gate) {
    this.gate = gate;
    this.service = service;
    this.time = time;
    this.hold = new HoldCell(time, ended -> {});
  }

  Breaker breaker() {
    return service.breaker();
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    State own = hold.held(now);
    return own == null ? service.held(now) : own;
  }

  @Override
  public State state() {
    State own = hold.held(time.nanos());
    return own == null ? service.state() : own;
  }

  @Override
  public Duration retryAfter() {
    return hold.held(time.nanos()) == State.ISOLATED ? hold.remaining() : service.retryAfter();
  }

  @Override
  public void acceptRefused(Duration lasts) {
    gate.open(lasts);
  }

  @Override
  public void hold(Hold order) {
    hold.hold(order);
  }

  @Override
  public void release() {
    hold.release();
  }
}
