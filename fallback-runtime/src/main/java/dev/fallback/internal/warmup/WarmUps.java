package dev.fallback.internal.warmup;

import dev.fallback.BreakerSettings;
import dev.fallback.internal.engine.JobControl;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.JobStore;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpRun;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warm-ups of one application. Thread-safe; closed once. */
public final class WarmUps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUps.class);
  private static final long STOP_SECONDS = 15;

  private final Optional<JobStore> store;
  private final Time time;
  private final Executor workers;
  private final Set<WarmUpRun> running = ConcurrentHashMap.newKeySet();

  public WarmUps(Optional<JobStore> store, Time time, Executor workers) {
    this.store = store;
    this.time = time;
    this.workers = workers;
  }

  /** Begins a job. */
  public <K> WarmUpRun begin(WarmUp<K> job, JobControl control, BreakerSettings breaker) {
    WarmUpRun run =
        Runner.begin(
            job,
            control,
            breaker,
            store,
            owner(job.settings().author()),
            time,
            () -> ThreadLocalRandom.current().nextDouble(),
            workers);
    running.add(run);
    run.result().whenComplete((result, error) -> running.remove(run));
    return run;
  }

  /** Stops all, and waits until they have written their checkpoints, for a few seconds at most. */
  @Override
  public void close() {
    CompletableFuture<?>[] ends =
        running.stream().map(WarmUpRun::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> all =
        CompletableFuture.allOf(ends)
            .exceptionally(error -> null)
            .orTimeout(STOP_SECONDS, TimeUnit.SECONDS);
    all.handle((done, error) -> told(error)).join();
  }

  private static boolean told(Throwable error) {
    if (error != null) {
      LOG.warn("Warm-ups did not stop within {} s", STOP_SECONDS, error);
    }
    return error == null;
  }

  private static String owner(String author) {
    return "%s on %s, process %d".formatted(author, host(), ProcessHandle.current().pid());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }
}
