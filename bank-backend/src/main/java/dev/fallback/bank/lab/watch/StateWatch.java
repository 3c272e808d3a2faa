package dev.fallback.bank.lab.watch;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.StateChanged;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Listens to a bank's events and notes each change of its breaker's state. Thread-safe. */
public final class StateWatch implements Consumer<FallbackEvent> {
  private record Noted(long nanos, State to) {}

  private final Waiter clock;
  private final List<Noted> noted = new CopyOnWriteArrayList<>();
  private volatile State state = State.CLOSED;

  /** Notes times on that clock. */
  public StateWatch(Waiter clock) {
    this.clock = clock;
  }

  @Override
  public void accept(FallbackEvent event) {
    if (event instanceof StateChanged changed) {
      noted.add(new Noted(clock.nanos(), changed.to()));
      state = changed.to();
    }
  }

  /** The state now. */
  public State state() {
    return state;
  }

  /** What was noted so far, in times from {@code originNanos} on the clock. */
  public StateLine since(long originNanos) {
    return new StateLine(
        noted.stream()
            .map(change -> new StateLine.Change(change.nanos() - originNanos, change.to()))
            .toList());
  }
}
