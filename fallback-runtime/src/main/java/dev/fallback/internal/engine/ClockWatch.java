package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the store's. As-of orders the writes of all nodes, so a node
 * whose clock is ahead would bury the others' answers under its own: beyond a limit it must not
 * record. A store that does not tell its time is trusted. Thread-safe.
 */
final class ClockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final long LIMIT_MICROS = 1_000_000;
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration UNTIL_FIRST_ANSWER = Duration.ofSeconds(1);

  private final SnapshotStore store;
  private final Time time;
  private final Events events;
  private final StorePolls polls;
  private volatile boolean tooFarApart;
  private volatile boolean closed;
  private volatile Runnable stop = () -> {};

  ClockWatch(SnapshotStore store, Time time, Events events, StorePolls polls) {
    this.store = store;
    this.time = time;
    this.events = events;
    this.polls = polls;
  }

  /** Looks now and then again and again, until closed. */
  void start() {
    long sent = time.micros();
    polls
        .ask(store::clockMicros)
        .whenComplete(
            (theirs, error) -> {
              boolean answered = error == null && theirs.isPresent();
              if (answered) {
                compare(sent, theirs, time.micros());
              }
              if (!closed) {
                stop = time.after((answered ? EVERY : UNTIL_FIRST_ANSWER).toNanos(), this::start);
              }
              if (closed) {
                stop.run(); // closed meanwhile
              }
            });
  }

  /** Whether the clocks are too far apart to record. */
  boolean tooFarApart() {
    return tooFarApart;
  }

  void close() {
    closed = true;
    stop.run();
  }

  /** The store read its clock between the two instants; only what that cannot explain is skew. */
  private void compare(long sent, OptionalLong theirs, long received) {
    long store = theirs.getAsLong();
    long skew = store < sent ? sent - store : store > received ? received - store : 0;
    boolean now = Math.abs(skew) > LIMIT_MICROS;
    if (now == tooFarApart) {
      return;
    }
    tooFarApart = now;
    Duration distance = Duration.of(skew, ChronoUnit.MICROS);
    if (now) {
      LOG.error(
          "This node's clock is {} ahead of the fallback store's (negative: behind): nothing is"
              + " recorded until they are within {} ms. Check NTP on this node and in Cassandra",
          distance,
          LIMIT_MICROS / 1_000);
    } else {
      LOG.info("This node's clock agrees with the fallback store's again; recording goes on");
    }
    events.tell(() -> new FallbackEvent.ClockSkewed("", distance, now));
  }
}
