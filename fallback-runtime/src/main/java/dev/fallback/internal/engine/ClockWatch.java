package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the store's. As-of orders the writes of all nodes, so a node
 * whose clock is ahead would bury the others' answers under its own: beyond a limit it must not
 * record. A store that does not tell its time is trusted.
 *
 * <p>The store is asked now and then. A clock that is set in between is noticed at the next
 * recording, since the monotonic clock does not follow it. Thread-safe.
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
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean tooFarApart;

  /** Wall time minus monotonic time when the clocks were last compared, in microseconds. */
  private volatile long compared;

  private volatile boolean closed;
  private volatile Runnable stop = () -> {};

  ClockWatch(SnapshotStore store, Time time, Events events, StorePolls polls) {
    this.store = store;
    this.time = time;
    this.events = events;
    this.polls = polls;
    this.compared = offset();
  }

  /** Looks now and then again and again, until closed. */
  void start() {
    ask()
        .whenComplete(
            (answered, error) -> {
              boolean heard = error == null && answered;
              if (!closed) {
                stop = time.after((heard ? EVERY : UNTIL_FIRST_ANSWER).toNanos(), this::start);
              }
              if (closed) {
                stop.run(); // closed meanwhile
              }
            });
  }

  /**
   * Whether the clocks are too far apart to record, or this one was set and it is not known yet.
   *
   * @param asOfMicros of the recording: one from the future was dated by a clock since set back
   */
  boolean tooFarApart(long asOfMicros) {
    if (asOfMicros - time.micros() > LIMIT_MICROS) {
      return true;
    }
    if (Math.abs(offset() - compared) <= LIMIT_MICROS) {
      return tooFarApart;
    }
    if (asking.compareAndSet(false, true)) {
      ask().whenComplete((answered, error) -> asking.set(false));
    }
    return true;
  }

  /** Compares once; whether the store told its time. */
  private CompletableFuture<Boolean> ask() {
    long sent = time.micros();
    long offset = offset();
    return polls
        .ask(store::clockMicros)
        .thenApply(
            theirs -> {
              if (theirs.isPresent()) {
                compare(sent, theirs, time.micros());
              }
              compared = offset;
              return theirs.isPresent();
            });
  }

  private long offset() {
    return time.micros() - time.nanos() / 1_000;
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
