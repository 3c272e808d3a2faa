package dev.fallback.bank.lab.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, which can be set ahead. Thread-safe. */
final class SettableWallClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  void ahead(Duration by) {
    ahead = by;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
