package dev.fallback.bank.lab.truth;

import java.time.Duration;
import java.time.Instant;

/** Both clocks, moved by hand. */
final class SettableTruthClock implements TruthClock {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Duration passed = Duration.ZERO;

  SettableTruthClock advance(Duration by) {
    passed = passed.plus(by);
    return this;
  }

  @Override
  public Instant instant() {
    return START.plus(passed);
  }

  @Override
  public long nanos() {
    return passed.toNanos();
  }
}
