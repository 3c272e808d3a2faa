package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Waiter;

/** A clock that jumps to whatever is waited for. For one thread. */
final class FakeWaiter implements Waiter {
  private long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void waitUntil(long nanos) {
    now = Math.max(now, nanos);
  }
}
