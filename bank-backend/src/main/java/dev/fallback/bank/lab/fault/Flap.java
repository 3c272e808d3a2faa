package dev.fallback.bank.lab.fault;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Postgres cannot be reached, can be reached, and so on, every five seconds or faster. */
final class Flap implements Fault {
  private static final long LONGEST_MILLIS = 5000;
  private static final int PARTS = 4;

  private final ScheduledExecutorService toggler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "flap");
            thread.setDaemon(true);
            return thread;
          });
  private boolean reachable = true;

  @Override
  public void begin(Stage stage) {
    long period = period(stage.lasts());
    toggler.scheduleAtFixedRate(() -> toggle(stage), 0, period, TimeUnit.MILLISECONDS);
  }

  /** At least two ups and two downs. */
  static long period(Duration lasts) {
    return Math.max(1, Math.min(LONGEST_MILLIS, lasts.toMillis() / PARTS));
  }

  private void toggle(Stage stage) {
    if (reachable) {
      stage.proxy().refuse();
    } else {
      stage.proxy().accept();
    }
    reachable = !reachable;
  }

  @Override
  public void end(Stage stage) throws InterruptedException {
    toggler.shutdownNow();
    toggler.awaitTermination(1, TimeUnit.SECONDS);
    stage.proxy().accept();
  }
}
