package dev.fallback.bank.lab.watch;

import dev.fallback.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The states a breaker went through.
 *
 * @param changes oldest first; Closed before the first
 */
public record StateLine(List<Change> changes) {
  public StateLine {
    changes = List.copyOf(changes);
  }

  /**
   * A change of state.
   *
   * @param nanos when, from the start of the load; negative before it
   * @param to the new state
   */
  public record Change(long nanos, State to) {}

  /** When a state was first entered at or after a time. */
  public OptionalLong firstSince(long nanos, State state) {
    return changes.stream()
        .filter(change -> change.nanos() >= nanos && change.to() == state)
        .mapToLong(Change::nanos)
        .findFirst();
  }

  /** How long the breaker had last waited, open, before a probe that began by that time. */
  public Optional<Duration> lastWait(long nanos) {
    Optional<Duration> wait = Optional.empty();
    Optional<Change> opened = Optional.empty();
    for (Change change : changes) {
      if (change.nanos() > nanos) {
        break;
      }
      if (change.to() == State.HALF_OPEN && opened.isPresent()) {
        wait = Optional.of(Duration.ofNanos(change.nanos() - opened.get().nanos()));
      }
      opened = change.to() == State.OPEN ? Optional.of(change) : Optional.empty();
    }
    return wait;
  }

  /** The state at a time. */
  public State at(long nanos) {
    State state = State.CLOSED;
    for (Change change : changes) {
      if (change.nanos() <= nanos) {
        state = change.to();
      }
    }
    return state;
  }
}
