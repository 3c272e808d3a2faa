package dev.fallback;

import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one request demands of the calls it makes, and what it learns from them.
 *
 * <pre>{@code
 * try (CallScope scope = CallScope.open().within(Duration.ofMillis(300)).notOlderThan(yesterday)) {
 *   return statements.statement(42);
 * }
 * }</pre>
 *
 * <p>A call belongs to the scope that is open on the thread on which the call <em>begins</em>;
 * where it ends does not matter. Opening and closing happen on one thread, nested like brackets;
 * {@link #resume} takes it to others; the oldest as-of may be asked for on any thread.
 */
public final class CallScope implements AutoCloseable {
  private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

  private final @Nullable CallScope outer;
  private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable Instant notOlderThan;
  private @Nullable Duration within;
  private @Nullable Instant until;
  private @Nullable Duration unlessRecordedWithin;
  private @Nullable Consumer<? super FallbackEvent> listener;

  private CallScope(@Nullable CallScope outer) {
    this.outer = outer;
  }

  /**
   * Opens a scope on this thread, inside the one that is open already, whose demands it inherits.
   */
  public static CallScope open() {
    CallScope outer = CURRENT.get();
    CallScope scope = new CallScope(outer);
    if (outer != null) {
      scope.notOlderThan = outer.notOlderThan;
      scope.within = outer.within;
      scope.until = outer.until;
      scope.unlessRecordedWithin = outer.unlessRecordedWithin;
      scope.listener = outer.listener;
    }
    CURRENT.set(scope);
    return scope;
  }

  /** The scope that is open on this thread. */
  public static Optional<CallScope> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Snapshots whose as-of is before this are misses, for instance the caller's own last posting.
   */
  public CallScope notOlderThan(Instant instant) {
    notOlderThan = Objects.requireNonNull(instant);
    return this;
  }

  /**
   * How long this request can wait for the backend in any one call: at most its operation's share
   * of this, where that is less than its timeout. A read of the store has its own limit, and comes
   * on top. It does not shrink while the request goes on; a deadline is {@link #until(Instant)}.
   *
   * @param left positive
   */
  public CallScope within(Duration left) {
    if (left.isNegative() || left.isZero()) {
      throw new IllegalArgumentException(
          "within: found " + left + ", a positive duration is needed");
    }
    within = left;
    return this;
  }

  /**
   * In {@link State#FORCED}, which otherwise never reads the store: a call whose snapshot is
   * younger than this, and young enough to be served at all, is answered with it, and the backend
   * is not asked. Where the store cannot be read the call fails with its error, the backend is not
   * asked either. Calls in other states are as ever.
   *
   * @param age positive
   */
  public CallScope unlessRecordedWithin(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException(
          "unlessRecordedWithin: found " + age + ", a positive duration is needed");
    }
    unlessRecordedWithin = age;
    return this;
  }

  /**
   * Is told every event of the scope's calls, before the application's listeners and after their
   * answers too, except reads of the store, which calls share: of a call in Closed, Half-open,
   * Forced or Reversed that the backend answered, exactly one is a {@link FallbackEvent.Recorded}
   * or a {@link FallbackEvent.RecordingSkipped}; so such a call shares no call to the backend. It
   * runs on the threads of the calls and of the store's completions, so it must be thread-safe,
   * quick, and never block.
   */
  public CallScope listener(Consumer<? super FallbackEvent> told) {
    listener = Objects.requireNonNull(told);
    return this;
  }

  /**
   * The request's own deadline. A call waits for the backend at most its operation's share of what
   * is left when it begins, where that is less than its timeout; a read of the store comes on top.
   * Once nothing is left the backend is not asked: a call is answered from the store, or fails,
   * with reason {@link Reason#BACKEND_TIMED_OUT}.
   */
  public CallScope until(Instant deadline) {
    until = Objects.requireNonNull(deadline);
    return this;
  }

  /**
   * Makes calls that belong to this scope on another thread, or later: it is open on this thread
   * until {@code calls} returns, and then the scope that was open before is again.
   *
   * <pre>{@code
   * statements.statement(42).thenCompose(found -> scope.resume(() -> rates.rate(found.currency())))
   * }</pre>
   *
   * @return what {@code calls} returns
   */
  public <R> R resume(Supplier<R> calls) {
    CallScope before = CURRENT.get();
    CURRENT.set(this);
    try {
      return calls.get();
    } finally {
      reopen(before);
    }
  }

  /**
   * For the engine: does work in a scope, or in none, whichever is open on this thread.
   *
   * @param scope null for none
   */
  public static void in(@Nullable CallScope scope, Runnable work) {
    CallScope before = CURRENT.get();
    reopen(scope);
    try {
      work.run();
    } finally {
      reopen(before);
    }
  }

  /** The oldest as-of among the store's answers so far; empty where all came from the backend. */
  public Optional<Instant> oldestAsOf() {
    return Optional.ofNullable(oldest.get());
  }

  /** How many calls have begun in the scope. */
  public int calls() {
    return calls.get();
  }

  /** What {@link #notOlderThan(Instant)} demanded. */
  public Optional<Instant> notOlderThan() {
    return Optional.ofNullable(notOlderThan);
  }

  /** For the engine: nanoseconds that are left for a call that begins now; the maximum if many. */
  public long leftNanos(long nowMicros) {
    long left = within == null ? Long.MAX_VALUE : saturated(within);
    if (until != null) {
      Instant now = Micros.instant(nowMicros);
      left = Math.min(left, Math.max(0, saturated(Duration.between(now, until))));
    }
    return left;
  }

  private static long saturated(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  /** What {@link #until(Instant)} demanded. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /** What {@link #within(Duration)} demanded. */
  public Optional<Duration> within() {
    return Optional.ofNullable(within);
  }

  /** What {@link #unlessRecordedWithin(Duration)} demanded. */
  public Optional<Duration> unlessRecordedWithin() {
    return Optional.ofNullable(unlessRecordedWithin);
  }

  /** For the engine: who is told the events of this scope's calls. */
  public @Nullable Consumer<? super FallbackEvent> listener() {
    return listener;
  }

  /** For the engine: a call of this scope begins. */
  public void callBegan() {
    calls.incrementAndGet();
    if (outer != null) {
      outer.callBegan();
    }
  }

  /** For the engine: a call of this scope was answered from the store. */
  public void answeredFromStore(Instant asOf) {
    oldest.accumulateAndGet(asOf, (a, b) -> a != null && b != null && a.isBefore(b) ? a : b);
    if (outer != null) {
      outer.answeredFromStore(asOf);
    }
  }

  /** Ends the scope; calls that began in it keep to it. */
  @Override
  public void close() {
    reopen(outer);
  }

  private static void reopen(@Nullable CallScope scope) {
    if (scope == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(scope);
    }
  }
}
