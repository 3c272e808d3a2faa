package dev.fallback.internal.warmup;

import dev.fallback.BreakerSettings;
import dev.fallback.CallScope;
import dev.fallback.internal.engine.PauseGate;
import dev.fallback.internal.engine.PauseGate.Pass;
import dev.fallback.internal.time.Time;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one key after the other, as fast as limits, pace and gates allow, and again for those
 * that failed. Bounded: keys above the watermark, keys whose answers wait to be recorded, tries.
 *
 * <p>Two gates: one for the backend, by the rules of its breaker, and one for the store, since to
 * ask a backend for what cannot be recorded would burden it for nothing. A probe that fails while a
 * gate is not closed does not count as a try: an outage, however long, fails no key. The backend is
 * probed by a fresh key or, where there is none, by one that went well before, so that keys which
 * always fail keep no gate shut for ever.
 *
 * <p>Used by one task at a time; what ends on other threads comes back as a task.
 */
final class Asking<K> {
  private static final int MOST_ABOVE_MARK = 4_096;
  private static final int MOST_UNRECORDED = 512;
  private static final long GIVE_UP_NANOS = 60_000_000_000L;
  private static final long PROBE_OUT_NANOS = 50_000_000L;

  /** How long nothing is asked after an operation was found held by itself. */
  private static final long HELD_NANOS = 1_000_000_000L;

  private static final long FIRST_RETRY_NANOS = 200_000_000L;
  private static final WarmUpCounts STORED = new WarmUpCounts(1, 0, 0);
  private static final WarmUpCounts PASSED_OVER = new WarmUpCounts(0, 1, 0);
  private static final WarmUpCounts FAILED = new WarmUpCounts(0, 0, 1);

  /** One key on its way. */
  private static final class Errand<K> {
    private final K key;
    private final Watermark.@Nullable Place<K> place;
    private int tries;
    private long dueNanos;

    /**
     * @param place null for a key that is done, and asked for once more to probe
     */
    Errand(K key, Watermark.@Nullable Place<K> place) {
      this.key = key;
      this.place = place;
    }
  }

  /** One try that is out. */
  private static final class Trip<K> {
    private final Errand<K> errand;
    private final Pass backend;
    private final Pass store;
    private final long beganNanos;
    private boolean atBackend = true;
    private @Nullable Attempt attempt;

    Trip(Errand<K> errand, Pass backend, Pass store, long beganNanos) {
      this.errand = errand;
      this.backend = backend;
      this.store = store;
      this.beganNanos = beganNanos;
    }
  }

  private final WarmUp<K> job;
  private final KeyFeed<K> feed;
  private final Watermark<K> marks;
  private final Time time;
  private final Executor serial;
  private final Runnable changed;
  private final DoubleSupplier random;
  private final AdaptiveLimits limits;
  private final Pace pace;
  private final PauseGate backendGate;
  private final PauseGate storeGate;
  private final Set<Trip<K>> out = new LinkedHashSet<>();
  private final PriorityQueue<Errand<K>> retries =
      new PriorityQueue<>(Comparator.comparingLong(errand -> errand.dueNanos));
  private WarmUpCounts counts;
  private @Nullable K lastGood;
  private long heldUntilNanos;
  private int atBackend;
  private Runnable stopTimer = () -> {};
  private boolean stopped;

  /**
   * @param changed run, as a task, when something may begin or when all is done
   */
  Asking(
      WarmUp<K> job,
      BreakerSettings breaker,
      KeyFeed<K> feed,
      Watermark<K> marks,
      Time time,
      DoubleSupplier random,
      Executor serial,
      Runnable changed) {
    this.job = job;
    this.feed = feed;
    this.marks = marks;
    this.time = time;
    this.random = random;
    this.serial = serial;
    this.changed = changed;
    this.counts = marks.counts();
    this.heldUntilNanos = time.nanos();
    this.limits =
        new AdaptiveLimits(job.settings().maxRate(), job.settings().maxConcurrency(), time.nanos());
    this.pace = new Pace(time.nanos());
    this.backendGate = new PauseGate(breaker, time, random);
    this.storeGate = new PauseGate(BreakerSettings.defaults(), time, random);
  }

  /** Begins whatever may begin now. */
  void step() {
    stopTimer.run();
    while (!stopped && atBackend < limits.concurrency() && out.size() < mostOut()) {
      long now = time.nanos();
      long wait = Math.max(heldUntilNanos - now, pace.waitNanos(limits.rate(), now));
      if (wait > 0) {
        stepAfter(wait);
        return;
      }
      Optional<Pass> backend = backendGate.acquire(GIVE_UP_NANOS);
      Optional<Pass> store = backend.flatMap(pass -> storeGate.acquire(GIVE_UP_NANOS));
      if (store.isEmpty()) {
        backend.ifPresent(Pass::released);
        stepAfter(Math.max(PROBE_OUT_NANOS, untilProbeNanos()));
        return;
      }
      boolean backendAlone = backend.get().isProbe() && !store.get().isProbe();
      Errand<K> errand = backendAlone ? toProbe(now) : next(now);
      if (errand == null) {
        backend.get().released();
        store.get().released();
        return;
      }
      pace.taken();
      begin(new Trip<>(errand, backend.get(), store.get(), now));
    }
  }

  /** Gives up what has been out for too long. */
  void sweep() {
    long now = time.nanos();
    for (Trip<K> trip : out) {
      if (now - trip.beganNanos < GIVE_UP_NANOS) {
        return; // they are in the order in which they began
      }
      if (trip.attempt != null) {
        trip.attempt.givenUp(
            new WarmUpException("no end within %d s".formatted(GIVE_UP_NANOS / 1_000_000_000)));
      }
    }
  }

  /** Begins nothing more. */
  void stop() {
    stopped = true;
    stopTimer.run();
  }

  /** Whether nothing is out. */
  boolean isIdle() {
    return out.isEmpty();
  }

  /** Whether all keys are done. */
  boolean isDone() {
    return feed.isExhausted() && out.isEmpty() && retries.isEmpty();
  }

  WarmUpCounts counts() {
    return counts;
  }

  double rateLimit() {
    return limits.rate();
  }

  int concurrencyLimit() {
    return limits.concurrency();
  }

  /** What it waits for while it asks nothing; empty while it asks. */
  Optional<String> waitingFor() {
    if (heldUntilNanos - time.nanos() > 0) {
      return Optional.of("the end of an operation's own hold, which somebody ordered");
    }
    if (backendGate.isPaused()) {
      return Optional.of("the backend, which fails; it is probed now and then");
    }
    if (storeGate.isPaused()) {
      return Optional.of("the store, which fails; it is probed now and then");
    }
    return feed.complaint();
  }

  private int mostOut() {
    return limits.concurrency() + MOST_UNRECORDED;
  }

  private long untilProbeNanos() {
    return Math.max(backendGate.untilProbeNanos(), storeGate.untilProbeNanos());
  }

  private void stepAfter(long nanos) {
    stopTimer.run();
    stopTimer = time.after(nanos, () -> serial.execute(changed));
  }

  private @Nullable Errand<K> fresh() {
    K key = marks.open() < MOST_ABOVE_MARK ? feed.poll() : null;
    return key == null ? null : new Errand<>(key, marks.begin(key));
  }

  /** For the backend; a store is probed by what must be written, which a good key need not be. */
  private @Nullable Errand<K> toProbe(long now) {
    Errand<K> fresh = fresh();
    if (fresh != null) {
      return fresh;
    }
    K good = lastGood;
    return good == null || retries.isEmpty() ? next(now) : new Errand<>(good, null);
  }

  private @Nullable Errand<K> next(long now) {
    Errand<K> again = retries.peek();
    if (again != null && now - again.dueNanos >= 0) {
      return retries.poll();
    }
    Errand<K> fresh = fresh();
    if (fresh != null) {
      return fresh;
    }
    if (again != null) {
      stepAfter(again.dueNanos - now);
    }
    return null;
  }

  private void begin(Trip<K> trip) {
    out.add(trip);
    atBackend++;
    limits.begun();
    Attempt attempt = new Attempt(() -> serial.execute(() -> returned(trip)));
    trip.attempt = attempt;
    CompletionStage<?> asked;
    int calls;
    try (CallScope scope = CallScope.open().listener(attempt)) {
      if (trip.errand.place != null) { // else the backend would not be probed
        job.settings().olderThan().ifPresent(scope::unlessRecordedWithin);
      }
      asked = begun(trip.errand.key);
      calls = scope.calls();
    }
    asked.whenComplete(
        (value, error) -> {
          serial.execute(() -> leftBackend(trip));
          attempt.completed(calls, error);
        });
  }

  private CompletionStage<?> begun(K key) {
    try {
      return job.read(key);
    } catch (Throwable e) { // as a stage that failed before it was made
      return CompletableFuture.failedFuture(e);
    }
  }

  private void leftBackend(Trip<K> trip) {
    if (trip.atBackend) {
      trip.atBackend = false;
      atBackend--;
      changed.run();
    }
  }

  private void returned(Trip<K> trip) {
    Attempt attempt = trip.attempt;
    if (attempt == null || !out.remove(trip)) {
      return;
    }
    if (trip.atBackend) {
      trip.atBackend = false;
      atBackend--;
    }
    boolean probe = trip.backend.isProbe() || trip.store.isProbe();
    if (attempt.isUnderAnotherHold()) {
      heldUntilNanos = time.nanos() + HELD_NANOS;
    }
    settle(trip, attempt);
    Watermark.Place<K> place = trip.errand.place;
    if (place != null) {
      switch (attempt.outcome()) {
        case STORED -> wentWell(trip.errand, place, STORED);
        case PASSED_OVER -> wentWell(trip.errand, place, PASSED_OVER);
        case HOPELESS -> fail(trip.errand, place, attempt.cause());
        case FAILED ->
            retry(trip.errand, place, probe || attempt.isUnderAnotherHold(), attempt.cause());
      }
    }
    changed.run();
  }

  /** What the trip says of backend and store. */
  private void settle(Trip<K> trip, Attempt attempt) {
    long nanos = attempt.backendNanos();
    if (!attempt.isBackendAsked()) {
      trip.backend.released();
    } else if (attempt.isBackendFailed()) {
      trip.backend.failed();
    } else {
      trip.backend.succeeded();
    }
    if (attempt.isBackendAsked()) {
      limits.ended(nanos, attempt.isBackendFailed(), time.nanos());
    } else {
      limits.passedOver(time.nanos());
    }
    if (attempt.isStoreFailed()) {
      trip.store.failed();
    } else if (attempt.isStoreGood() && trip.errand.place != null) {
      trip.store.succeeded();
    } else {
      trip.store.released();
    }
  }

  private void wentWell(Errand<K> errand, Watermark.Place<K> place, WarmUpCounts became) {
    lastGood = errand.key;
    done(place, became);
  }

  private void retry(
      Errand<K> errand, Watermark.Place<K> place, boolean uncounted, Throwable cause) {
    if (!uncounted) {
      errand.tries++;
    }
    if (errand.tries >= job.settings().maxAttempts()) {
      fail(errand, place, cause);
      return;
    }
    double backoff = FIRST_RETRY_NANOS * Math.pow(2, errand.tries) * (0.5 + random.getAsDouble());
    errand.dueNanos = time.nanos() + (long) backoff;
    retries.add(errand);
  }

  /** Told before the mark passes the key, so that a kill between the two loses no failure. */
  private void fail(Errand<K> errand, Watermark.Place<K> place, Throwable cause) {
    job.listener().failed(job.textOf(errand.key), cause);
    done(place, FAILED);
  }

  private void done(Watermark.Place<K> place, WarmUpCounts became) {
    counts = counts.plus(became);
    marks.done(place, became);
  }
}
