package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the store's. As-of orders the writes of all nodes, so a node
 * whose clock is ahead would bury the others' answers under its own: beyond a limit it must not
 * record, and not before the clocks were first compared. A store that has no clock is trusted.
 *
 * <p>The store is asked now and then. A clock that is set in between is noticed at the next
 * recording, or by the next who asks for an age, since the monotonic clock does not follow it.
 * Thread-safe.
 */
final class ClockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final long LIMIT_MICROS = 1_000_000;
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration UNTIL_FIRST_ANSWER = Duration.ofMillis(200);

  /**
   * How the clocks were when they were last compared, in microseconds.
   *
   * @param offsetMicros this node's wall time minus its monotonic time
   * @param skewMicros this clock minus the store's
   */
  private record Compared(long offsetMicros, long skewMicros) {
    boolean tooFarApart() {
      return Math.abs(skewMicros) > LIMIT_MICROS;
    }

    long aheadMicros() {
      return tooFarApart() ? skewMicros : 0;
    }
  }

  private final SnapshotStore store;
  private final Time time;
  private final Events events;
  private final StorePolls polls;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean known;
  private volatile Compared last;

  private volatile boolean closed;
  private volatile Runnable stop = () -> {};

  ClockWatch(SnapshotStore store, Time time, Events events, StorePolls polls) {
    this.store = store;
    this.time = time;
    this.events = events;
    this.polls = polls;
    this.last = new Compared(offset(), 0);
    this.known = hasNoClock(store);
  }

  /** Such a store need not be waited for. */
  private static boolean hasNoClock(SnapshotStore store) {
    try {
      return store.clockMicros().toCompletableFuture().getNow(OptionalLong.of(0)).isEmpty();
    } catch (Throwable e) {
      LOG.debug("The store did not tell whether it has a clock", e);
      return false; // it is asked again
    }
  }

  /** Looks now and then again and again, until closed. */
  void start() {
    ask()
        .whenComplete(
            (nothing, error) -> {
              if (!closed) {
                stop = time.after((known ? EVERY : UNTIL_FIRST_ANSWER).toNanos(), this::start);
              }
              if (closed) {
                stop.run(); // closed meanwhile
              }
            });
  }

  /** Whether the clocks have been compared since the start. */
  boolean isKnown() {
    return known;
  }

  /**
   * How old a snapshot is, in microseconds: by {@link #nowMicros}, so that a node with a wrong
   * clock still serves, and states true ages.
   */
  long ageMicros(long asOfMicros) {
    return nowMicros() - asOfMicros;
  }

  /**
   * Microseconds since the epoch: by the store's clock where this one is far from it, or was set
   * since they were compared.
   */
  long nowMicros() {
    Compared compared = last;
    long now = time.micros();
    long unset = compared.offsetMicros() + time.nanos() / 1_000;
    boolean wasSet = Math.abs(now - unset) > LIMIT_MICROS;
    if (wasSet) {
      compareSoon(); // or this machine was suspended, and it is the other clock that is behind
    }
    return (wasSet ? unset : now) - compared.aheadMicros();
  }

  /**
   * What speaks against recording: the clocks are too far apart, or have not been compared since
   * the start, or since this one was set; null where nothing does.
   *
   * @param asOfMicros of the recording: one from the future was dated by a clock since set back
   */
  @Nullable Cause against(long asOfMicros) {
    if (!known) {
      return Cause.STORE_NOT_READY;
    }
    if (asOfMicros - time.micros() > LIMIT_MICROS) {
      return Cause.CLOCK_SKEWED;
    }
    Compared compared = last;
    if (Math.abs(offset() - compared.offsetMicros()) <= LIMIT_MICROS) {
      return compared.tooFarApart() ? Cause.CLOCK_SKEWED : null;
    }
    compareSoon();
    return Cause.CLOCK_SKEWED;
  }

  private void compareSoon() {
    if (asking.compareAndSet(false, true)) {
      ask().whenComplete((nothing, error) -> asking.set(false));
    }
  }

  /** Compares once. */
  private CompletableFuture<Void> ask() {
    long sent = time.micros();
    long offset = offset();
    return polls
        .ask(store::clockMicros)
        .thenAccept(
            theirs -> {
              compared(
                  new Compared(
                      offset,
                      theirs.isPresent()
                          ? skew(sent, theirs.getAsLong(), time.micros())
                          : last.skewMicros()));
              known = true;
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
  private static long skew(long sent, long store, long received) {
    return store < sent ? sent - store : store > received ? received - store : 0;
  }

  private void compared(Compared next) {
    boolean before = last.tooFarApart();
    last = next;
    boolean now = next.tooFarApart();
    if (now == before) {
      return;
    }
    Duration distance = Duration.of(next.skewMicros(), ChronoUnit.MICROS);
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
