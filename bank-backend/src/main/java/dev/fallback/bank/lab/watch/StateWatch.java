package dev.fallback.bank.lab.watch;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Waiter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes each change of the state of a bank's statement reads. Thread-safe. */
public final class StateWatch {
  private record Noted(long nanos, State to) {}

  private final Waiter clock;
  private final List<Noted> noted = new CopyOnWriteArrayList<>();
  private volatile State state = State.CLOSED;

  /** Notes times on that clock. */
  public StateWatch(Waiter clock) {
    this.clock = clock;
  }

  /**
   * Takes down a change.
   *
   * @param agoNanos how long ago it was
   */
  public void changed(State to, long agoNanos) {
    noted.add(new Noted(clock.nanos() - agoNanos, to));
    state = to;
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
