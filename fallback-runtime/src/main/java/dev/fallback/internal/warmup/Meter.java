package dev.fallback.internal.warmup;

import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** How fast a run is, of late. Used by one task at a time. */
final class Meter {
  private static final int MARKS = 20;

  /** How many keys were done at a time. */
  private record Mark(long nanos, long done) {}

  private final Time time;
  private final long beganNanos;
  private final Deque<Mark> marks = new ArrayDeque<>(MARKS);

  Meter(Time time, long done) {
    this.time = time;
    this.beganNanos = time.nanos();
    marks.add(new Mark(beganNanos, done));
  }

  /** So many are done by now. */
  void mark(long done) {
    if (marks.size() == MARKS) {
      marks.removeFirst();
    }
    marks.addLast(new Mark(time.nanos(), done));
  }

  /** Keys per second between the oldest and the newest mark. */
  double rate() {
    Mark oldest = marks.getFirst();
    Mark newest = marks.getLast();
    return (newest.done() - oldest.done()) * 1e9 / Math.max(1, newest.nanos() - oldest.nanos());
  }

  Duration elapsed() {
    return Duration.ofNanos(time.nanos() - beganNanos);
  }

  Optional<Duration> remaining(OptionalLong total, long done) {
    double rate = rate();
    return total.isPresent() && rate > 0
        ? Optional.of(
            Duration.ofSeconds((long) Math.ceil(Math.max(0, total.getAsLong() - done) / rate)))
        : Optional.empty();
  }
}
