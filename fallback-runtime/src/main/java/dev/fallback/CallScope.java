package dev.fallback;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
 * the oldest as-of may be asked for on any thread.
 */
public final class CallScope implements AutoCloseable {
  private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

  private final @Nullable CallScope outer;
  private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
  private @Nullable Instant notOlderThan;
  private @Nullable Duration within;

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
   * The time that is left of the request's own deadline. Each call takes at most its operation's
   * share of it, where that is less than its timeout.
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

  /** The oldest as-of among the store's answers so far; empty where all came from the backend. */
  public Optional<Instant> oldestAsOf() {
    return Optional.ofNullable(oldest.get());
  }

  /** What {@link #notOlderThan(Instant)} demanded. */
  public Optional<Instant> notOlderThan() {
    return Optional.ofNullable(notOlderThan);
  }

  /** What {@link #within(Duration)} demanded. */
  public Optional<Duration> within() {
    return Optional.ofNullable(within);
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
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
