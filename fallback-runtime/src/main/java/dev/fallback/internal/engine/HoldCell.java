package dev.fallback.internal.engine;

import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Room for one operator's hold. A hold that has expired ends when anyone looks. Thread-safe. */
final class HoldCell {

  /** A hold in force, and when it ends on the monotonic clock. */
  private record InForce(Hold hold, long untilNanos) {}

  private final Time time;
  private final Watcher watcher;
  private final AtomicReference<@Nullable InForce> cell = new AtomicReference<>();

  /** Is told of holds, each beginning and each end once, on the thread that made or noticed it. */
  interface Watcher {
    void began(Hold hold);

    /** It expired or was released; not told of one that another took the place of. */
    void ended(Hold hold);
  }

  HoldCell(Time time, Watcher watcher) {
    this.time = time;
    this.watcher = watcher;
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
    put(order);
    watcher.began(order);
  }

  /** Follows orders that are read again and again: holds as ordered, or ends what was held. */
  void follow(Optional<Hold> ordered) {
    if (ordered.isEmpty()) {
      release();
      return;
    }
    Hold order = ordered.get();
    InForce before = put(order);
    if (before == null || !same(before.hold(), order)) {
      watcher.began(order);
    }
  }

  private @Nullable InForce put(Hold order) {
    return cell.getAndSet(
        new InForce(order, time.nanos() + TimeUnit.NANOSECONDS.convert(order.lasts())));
  }

  /** Read again, it lasts a little shorter. */
  private static boolean same(Hold before, Hold order) {
    return before.state() == order.state()
        && before.author().equals(order.author())
        && before.reason().equals(order.reason());
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
      watcher.ended(found.hold());
    }
  }
}
