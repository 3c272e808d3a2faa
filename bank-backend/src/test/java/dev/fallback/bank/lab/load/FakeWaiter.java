package dev.fallback.bank.lab.load;

import java.time.Duration;

/** Time that passes only when somebody waits for it, or is slow. For one thread. */
public final class FakeWaiter implements Waiter {
  private long now;

  /** At such a time. */
  public FakeWaiter(long now) {
    this.now = now;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void waitUntil(long nanos) {
    now = Math.max(now, nanos);
  }

  /** Somebody is slow. */
  public void pass(Duration time) {
    now += time.toNanos();
  }
}
