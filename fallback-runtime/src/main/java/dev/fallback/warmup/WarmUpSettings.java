package dev.fallback.warmup;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a warm-up is to go.
 *
 * @param maxRate keys per second at most, 1 to 1,000,000; what the backend bears decides below that
 * @param maxConcurrency calls in flight to the backend at most, 1 to 10,000; as above
 * @param maxAttempts how often a key is tried before it counts as failed, 1 to 100; tries while the
 *     backend or the store are known to be down do not count
 * @param olderThan passes over keys whose snapshot is younger and would be served; empty for none
 * @param restart from the first key on, whatever checkpoint there is
 * @param author who ordered it, kept with the forced state and the lease
 * @param reason why, kept with the forced state
 * @param leaseLife how long an owner may be silent before another takes the job over, 1 s to 1 h
 * @param startWait how long to wait for the store at the start; positive
 */
public record WarmUpSettings(
    int maxRate,
    int maxConcurrency,
    int maxAttempts,
    Optional<Duration> olderThan,
    boolean restart,
    String author,
    String reason,
    Duration leaseLife,
    Duration startWait) {

  public WarmUpSettings {
    range("maxRate", maxRate, 1, 1_000_000);
    range("maxConcurrency", maxConcurrency, 1, 10_000);
    range("maxAttempts", maxAttempts, 1, 100);
    olderThan.ifPresent(age -> positive("olderThan", age));
    Objects.requireNonNull(author);
    Objects.requireNonNull(reason);
    range("leaseLife in ms", leaseLife.toMillis(), 1_000, 3_600_000);
    positive("startWait", startWait);
  }

  /** 500 keys a second, 32 calls in flight and three tries at most, for all keys. */
  public static WarmUpSettings defaults() {
    return new WarmUpSettings(
        500,
        32,
        3,
        Optional.empty(),
        false,
        "warm-up",
        "filling the store before it is needed",
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** With another {@code maxRate}. */
  public WarmUpSettings withMaxRate(int value) {
    return new WarmUpSettings(
        value,
        maxConcurrency,
        maxAttempts,
        olderThan,
        restart,
        author,
        reason,
        leaseLife,
        startWait);
  }

  /** With another {@code maxConcurrency}. */
  public WarmUpSettings withMaxConcurrency(int value) {
    return new WarmUpSettings(
        maxRate, value, maxAttempts, olderThan, restart, author, reason, leaseLife, startWait);
  }

  /** With another {@code maxAttempts}. */
  public WarmUpSettings withMaxAttempts(int value) {
    return new WarmUpSettings(
        maxRate, maxConcurrency, value, olderThan, restart, author, reason, leaseLife, startWait);
  }

  /** With another {@code olderThan}. */
  public WarmUpSettings withOlderThan(Optional<Duration> value) {
    return new WarmUpSettings(
        maxRate, maxConcurrency, maxAttempts, value, restart, author, reason, leaseLife, startWait);
  }

  /** With another {@code restart}. */
  public WarmUpSettings withRestart(boolean value) {
    return new WarmUpSettings(
        maxRate,
        maxConcurrency,
        maxAttempts,
        olderThan,
        value,
        author,
        reason,
        leaseLife,
        startWait);
  }

  /** With another {@code author} and {@code reason}. */
  public WarmUpSettings orderedBy(String who, String why) {
    return new WarmUpSettings(
        maxRate, maxConcurrency, maxAttempts, olderThan, restart, who, why, leaseLife, startWait);
  }

  /** With another {@code leaseLife}. */
  public WarmUpSettings withLeaseLife(Duration value) {
    return new WarmUpSettings(
        maxRate, maxConcurrency, maxAttempts, olderThan, restart, author, reason, value, startWait);
  }

  private static void range(String name, long found, long least, long most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "%s: found %d, allowed is %d to %d".formatted(name, found, least, most));
    }
  }

  private static void positive(String name, Duration found) {
    if (found.isNegative() || found.isZero()) {
      throw new IllegalArgumentException(
          "%s: found %s, a positive duration is needed".formatted(name, found));
    }
  }
}
