package dev.fallback.internal.engine;

import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The machine's time, which knows how many timers are set. */
final class PendingTimers implements Time, AutoCloseable {
  private final SystemTime time = new SystemTime();
  private final AtomicInteger pending = new AtomicInteger();

  int pending() {
    return pending.get();
  }

  @Override
  public long micros() {
    return time.micros();
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Runnable after(long delayNanos, Runnable task) {
    AtomicBoolean over = new AtomicBoolean();
    pending.incrementAndGet();
    Runnable cancel =
        time.after(
            delayNanos,
            () -> {
              end(over);
              task.run();
            });
    return () -> {
      end(over);
      cancel.run();
    };
  }

  private void end(AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      pending.decrementAndGet();
    }
  }

  @Override
  public void close() {
    time.close();
  }
}
