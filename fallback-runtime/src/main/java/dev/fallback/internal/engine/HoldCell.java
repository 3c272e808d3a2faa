package dev.fallback.internal.engine;

import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Room for one operator's hold. A hold that has expired ends when anyone looks. Thread-safe. */
final class HoldCell {

  /** A hold in force, and when it ends on the monotonic clock. */
  private record InForce(Hold hold, long untilNanos) {}

  private final Time time;
  private final Consumer<State> ended;
  private final AtomicReference<@Nullable InForce> cell = new AtomicReference<>();

  /**
   * @param ended is told the state of a hold that has expired or was released, once
   */
  HoldCell(Time time, Consumer<State> ended) {
    this.time = time;
    this.ended = ended;
  }

  /** The state held; null where none is. */
  @Nullable State held(long now) {
    InForce found = cell.get();
    if (found == null) {
      return null;
    }
    if (now - found.untilNanos() < 0) {
      return found.hold().state();
    }
    end(found);
    return null;
  }

  void hold(Hold order) {
    cell.set(new InForce(order, time.nanos() + order.lasts().toNanos()));
  }

  /** Follows orders that are read again and again: holds as ordered, or ends what was held. */
  void follow(Optional<Hold> ordered) {
    if (ordered.isPresent()) {
      hold(ordered.get());
    } else {
      release();
    }
  }

  void release() {
    InForce found = cell.get();
    if (found != null) {
      end(found);
    }
  }

  /** How long the hold goes on; zero where there is none. */
  Duration remaining() {
    InForce found = cell.get();
    return found == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, found.untilNanos() - time.nanos()));
  }

  private void end(InForce found) {
    if (cell.compareAndSet(found, null)) {
      ended.accept(found.hold().state());
    }
  }
}
