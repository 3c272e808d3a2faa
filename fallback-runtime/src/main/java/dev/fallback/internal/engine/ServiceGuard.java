package dev.fallback.internal.engine;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.OperationControl;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Micros;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of one service: its backend's breaker, and over it an operator's hold. Thread-safe. */
final class ServiceGuard implements ServiceControl, JobControl, ClusterOrders.Target {
  private final String service;
  private final Time time;
  private final Events events;
  private final Backend backend;
  private final HoldCell hold;
  private final HoldCell ordered;
  private final HoldCell job;
  private final ClusterOrders orders;
  private final DistrustedTimes distrusted = new DistrustedTimes();
  private final Map<String, OperationControl> operations = new ConcurrentHashMap<>();

  ServiceGuard(String service, Backend backend, Time time, Events events, ClusterOrders orders) {
    this.service = service;
    this.backend = backend;
    this.time = time;
    this.events = events;
    this.hold = new HoldCell(time, new Watch(false, List.of()));
    this.ordered = new HoldCell(time, new Watch(true, List.of(hold)));
    this.job = new HoldCell(time, new Watch(false, List.of(hold, ordered)));
    this.orders = orders;
    backend.watch(this::breakerChanged);
    orders.register(service, this);
  }

  String name() {
    return service;
  }

  Backend backend() {
    return backend;
  }

  Breaker breaker() {
    return backend.breaker();
  }

  /** The operator's state in force; null where the breaker decides. */
  @Nullable State held(long now) {
    State own = hold.held(now);
    State everywhere = own == null ? ordered.held(now) : own;
    return everywhere == null ? job.held(now) : everywhere;
  }

  DistrustedTimes distrustedTimes() {
    return distrusted;
  }

  void register(String operation, OperationControl control) {
    operations.put(operation, control);
  }

  @Override
  public List<String> operations() {
    return operations.keySet().stream().sorted().toList();
  }

  @Override
  public OperationControl operation(String name) {
    OperationControl found = operations.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s has no operation '%s'; it has %s".formatted(service, name, operations()));
    }
    return found;
  }

  @Override
  public void distrust(Distrust interval) {
    if (distrusted.add(interval)) {
      trustChanged(interval, false, false);
    }
  }

  @Override
  public void trust(Distrust interval) {
    if (distrusted.remove(interval)) {
      trustChanged(interval, true, false);
    }
  }

  @Override
  public List<Distrust> distrusted() {
    return distrusted.all();
  }

  @Override
  public State state() {
    State held = held(time.nanos());
    return held == null ? breaker().state() : held;
  }

  @Override
  public Duration retryAfter() {
    long now = time.nanos();
    State held = held(now);
    if (held == State.ISOLATED) {
      return hold.held(now) == null ? ordered.remaining() : hold.remaining();
    }
    return retryAfter(held);
  }

  /** In any state but ISOLATED: how long the breaker leaves the backend alone, if it is asked. */
  Duration retryAfter(@Nullable State held) {
    return held == State.FORCED || held == State.BYPASS
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, breaker().untilProbeNanos()));
  }

  @Override
  public void hold(Hold order) {
    State from = state();
    hold.hold(order);
    changed(from, state());
  }

  @Override
  public void release() {
    hold.release();
  }

  @Override
  public void holdForJob(Hold order) {
    State from = state();
    job.follow(Optional.of(order));
    changed(from, state());
  }

  @Override
  public void releaseForJob() {
    job.release();
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
    if (order.isPresent()) {
      changed(from, state());
    }
    List<Distrust> before = distrusted.everywhere(intervals);
    told(before, intervals, true);
    told(intervals, before, false);
  }

  /** Those that the others do not have. */
  private void told(List<Distrust> these, List<Distrust> others, boolean trusted) {
    for (Distrust each : these) {
      if (!others.contains(each)) {
        trustChanged(each, trusted, true);
      }
    }
  }

  private void trustChanged(Distrust interval, boolean trusted, boolean everywhere) {
    events.tellChange(new FallbackEvent.TrustChanged(service, interval, trusted, everywhere));
  }

  /** Of the node's own hold, of the one ordered to all, or of a job's. */
  private final class Watch implements HoldCell.Watcher {
    private final boolean everywhere;
    private final List<HoldCell> first;

    /**
     * @param first those that go before it
     */
    Watch(boolean everywhere, List<HoldCell> first) {
      this.everywhere = everywhere;
      this.first = first;
    }

    @Override
    public void began(Hold held) {
      events.tellChange(new FallbackEvent.HoldBegan(service, "", held, everywhere));
    }

    @Override
    public void ended(Hold held) {
      events.tellChange(new FallbackEvent.HoldEnded(service, "", held, everywhere));
      long now = time.nanos();
      boolean wasInForce = first.stream().allMatch(other -> other.held(now) == null);
      if (wasInForce) {
        backend.holdEnded();
        changed(held.state(), state());
      }
    }
  }

  /** Under a hold the breaker goes on, but the service's state is the operator's. */
  private void breakerChanged(State from, State to) {
    if (hold.remaining().isZero() && ordered.remaining().isZero() && job.remaining().isZero()) {
      changed(from, to);
    }
  }

  private void changed(State from, State to) {
    if (from != to) {
      events.tellChange(new FallbackEvent.StateChanged(service, from, to, now()));
    }
  }

  private Instant now() {
    return Micros.instant(time.micros());
  }
}
