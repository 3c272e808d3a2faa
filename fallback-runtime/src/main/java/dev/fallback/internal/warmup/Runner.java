package dev.fallback.internal.warmup;

import dev.fallback.BreakerSettings;
import dev.fallback.internal.engine.JobControl;
import dev.fallback.internal.engine.Serial;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.JobStore;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpException;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a job: takes the lease, finds the checkpoint, lets {@link Asking} ask, and twice a
 * second renews the forced state, writes the checkpoint, which renews the lease, and tells how it
 * goes. It ends when all keys are done, when it is stopped, or when something breaks it; then it
 * gives up state and lease.
 *
 * <p>All of it happens in tasks of one {@link Serial}, so its fields need no lock.
 */
public final class Runner<K> implements WarmUpRun {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final long TICK_NANOS = 500_000_000L;
  private static final long STOP_NANOS = 10_000_000_000L;

  private final WarmUp<K> job;
  private final BreakerSettings breaker;
  private final ForcedHold hold;
  private final Time time;
  private final DoubleSupplier random;
  private final Serial serial;
  private final @Nullable JobLease lease;
  private final CompletableFuture<WarmUpResult> result = new CompletableFuture<>();
  private volatile WarmUpProgress progress;

  private @Nullable Asking<K> asking;
  private @Nullable KeyFeed<K> feed;
  private @Nullable Watermark<K> marks;
  private @Nullable Meter meter;
  private Checkpoint begunAt;
  private Runnable stopTick = () -> {};
  private boolean beating;
  private boolean stopping;
  private long stoppingSince;
  private boolean ended;
  private Optional<String> waitingFor = Optional.empty();

  private Runner(
      WarmUp<K> job,
      JobControl control,
      BreakerSettings breaker,
      Optional<JobStore> store,
      String owner,
      Time time,
      DoubleSupplier random,
      Executor workers) {
    this.job = job;
    this.breaker = breaker;
    this.time = time;
    this.random = random;
    this.serial = new Serial(workers, this::broken);
    this.hold = new ForcedHold(control, job.settings().author(), job.settings().reason());
    this.lease =
        store
            .map(
                jobs ->
                    new JobLease(
                        jobs,
                        job.name(),
                        owner,
                        job.settings().leaseLife(),
                        job.settings().startWait(),
                        time))
            .orElse(null);
    this.begunAt = fresh();
    this.progress =
        new WarmUpProgress(
            WarmUpCounts.NONE,
            OptionalLong.empty(),
            Duration.ZERO,
            0,
            Optional.empty(),
            0,
            0,
            Optional.of("the store, to tell who is at the job"));
  }

  /**
   * Begins a job.
   *
   * @param control of the service whose decorators the job asks
   * @param breaker rules by which it pauses
   * @param store where lease and checkpoint are kept; empty for a job without
   * @param owner who does it, for people
   * @param random uniform in [0, 1)
   * @param workers its tasks run there
   */
  public static <K> Runner<K> begin(
      WarmUp<K> job,
      JobControl control,
      BreakerSettings breaker,
      Optional<JobStore> store,
      String owner,
      Time time,
      DoubleSupplier random,
      Executor workers) {
    Runner<K> runner = new Runner<>(job, control, breaker, store, owner, time, random, workers);
    runner.serial.execute(runner::take);
    return runner;
  }

  @Override
  public WarmUpProgress progress() {
    return progress;
  }

  @Override
  public CompletableFuture<WarmUpResult> stop() {
    serial.execute(this::beginToStop);
    return result();
  }

  @Override
  public CompletableFuture<WarmUpResult> result() {
    return result.copy();
  }

  private void take() {
    if (lease == null) {
      job.listener().note("The store keeps no jobs, so there is neither lease nor checkpoint.");
      begin(fresh());
      return;
    }
    lease
        .take()
        .whenComplete(
            (note, error) ->
                serial.execute(
                    () -> {
                      if (error != null) {
                        ended = true;
                        result.completeExceptionally(unwrapped(error));
                      } else {
                        taken(note);
                      }
                    }));
  }

  private void taken(String note) {
    Checkpoint found = Checkpoint.of(note).orElseGet(this::fresh);
    if (job.settings().restart() || found.mark() == 0) {
      begin(fresh());
      return;
    }
    begunAt = found; // whatever goes wrong from here on leaves it there
    if (!found.keys().equals(job.keys().description())) {
      broken(
          new WarmUpException(
              "job '%s' was begun with other keys (%s, not %s); start it anew, or give it another name"
                  .formatted(job.name(), found.keys(), job.keys().description())));
    } else {
      job.listener()
          .note("Going on behind key %s: %,d are done.".formatted(found.lastKey(), found.mark()));
      begin(found);
    }
  }

  private Checkpoint fresh() {
    return new Checkpoint(job.keys().description(), 0, "", WarmUpCounts.NONE);
  }

  private void begin(Checkpoint at) {
    begunAt = at;
    marks = new Watermark<>(at.mark(), at.counts());
    meter = new Meter(time, at.mark());
    job.listener().begun(at.mark());
    hold.renew();
    feed = new KeyFeed<>(job, at, time, serial, this::step, this::broken);
    asking = new Asking<>(job, breaker, feed, marks, time, random, serial, this::step);
    tick();
  }

  private void tick() {
    if (ended || asking == null) {
      return;
    }
    stopTick = time.after(TICK_NANOS, () -> serial.execute(this::tick));
    hold.renew();
    asking.sweep();
    beat();
    step();
    if (!ended) {
      tell();
    }
  }

  private void step() {
    Asking<K> now = asking;
    if (now == null || ended) {
      return;
    }
    waitingFor = hindrance(now);
    if (now.isDone()) {
      end(true);
    } else if (stopping && (now.isIdle() || time.nanos() - stoppingSince >= STOP_NANOS)) {
      end(false);
    } else if (!stopping && mayAsk()) {
      now.step();
    }
  }

  private boolean mayAsk() {
    return hold.isForced() && (lease == null || lease.isSure());
  }

  private Optional<String> hindrance(Asking<K> now) {
    if (!hold.isForced()) {
      return Optional.of("the end of the state %s, which somebody ordered".formatted(hold.state()));
    }
    if (lease != null && !lease.isSure()) {
      return Optional.of("the store, which does not take the checkpoint");
    }
    return now.waitingFor();
  }

  private void beat() {
    if (lease == null || beating) {
      return;
    }
    beating = true;
    lease
        .beat(checkpoint().note())
        .whenComplete((done, error) -> serial.execute(() -> beaten(error)));
  }

  private void beaten(@Nullable Throwable error) {
    beating = false;
    if (error != null && unwrapped(error) instanceof WarmUpException lost && !ended) {
      close();
      result.completeExceptionally(lost);
    }
    // Any other error: the next tick tries again, and until one gets through nothing is asked.
  }

  private Checkpoint checkpoint() {
    Watermark<K> at = marks;
    return at == null || at.mark() == begunAt.mark()
        ? begunAt
        : new Checkpoint(
            begunAt.keys(),
            at.mark(),
            at.lastDone().map(job::textOf).orElse(begunAt.lastKey()),
            at.counts());
  }

  private void beginToStop() {
    if (!stopping) {
      stopping = true;
      stoppingSince = time.nanos();
      if (asking != null) {
        asking.stop();
      }
    }
    step();
  }

  private void tell() {
    Asking<K> now = asking;
    Meter speed = meter;
    KeyFeed<K> keys = feed;
    if (now == null || speed == null || keys == null) {
      return;
    }
    WarmUpCounts counts = now.counts();
    speed.mark(counts.done());
    progress =
        new WarmUpProgress(
            counts,
            keys.total(),
            speed.elapsed(),
            speed.rate(),
            speed.remaining(keys.total(), counts.done()),
            now.rateLimit(),
            now.concurrencyLimit(),
            waitingFor);
    job.listener().progress(progress);
  }

  private void end(boolean complete) {
    close();
    whatever("The end could not be told", this::tell);
    Asking<K> now = asking;
    Meter speed = meter;
    WarmUpResult how =
        new WarmUpResult(
            complete,
            now == null ? WarmUpCounts.NONE : now.counts(),
            begunAt.counts().done(),
            speed == null ? Duration.ZERO : speed.elapsed());
    giveUp(complete ? "" : lastNote(), false, () -> result.complete(how));
  }

  /** Told of what must not happen, on any thread. */
  private void broken(Throwable error) {
    if (!ended) {
      close();
      giveUp(lastNote(), false, () -> result.completeExceptionally(unwrapped(error)));
    }
  }

  private void close() {
    ended = true;
    stopTick.run();
    if (asking != null) {
      asking.stop();
    }
    hold.release();
    KeyFeed<K> keys = feed;
    if (keys != null) {
      whatever("The keys could not be closed", keys::close);
    }
  }

  /** The job's own code must not keep its end from being told. */
  private void whatever(String failing, Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      LOG.warn("Warm-up '{}': {}", job.name(), failing, e);
    }
  }

  /** The last checkpoint; the one begun at where a key has no text. */
  private String lastNote() {
    try {
      return checkpoint().note();
    } catch (Throwable e) {
      LOG.warn("Warm-up '{}': the last checkpoint could not be made", job.name(), e);
      return begunAt.note();
    }
  }

  /**
   * A beat under way is waited for: of two writes one would be refused. That a job is complete is
   * tried again as long as it is surely this process's: a checkpoint that stays behind would make
   * the next run pass over nearly all keys. Otherwise the last checkpoint does.
   */
  private void giveUp(String note, boolean refused, Runnable then) {
    JobLease last = lease;
    if (last == null) {
      then.run();
    } else if (beating) {
      giveUpSoon(note, refused, then);
    } else {
      last.release(note)
          .whenComplete(
              (done, error) -> {
                if (error == null) {
                  then.run();
                } else if (note.isEmpty()
                    && last.isSure()
                    && !(unwrapped(error) instanceof WarmUpException)) {
                  if (!refused) {
                    tell("The store does not take the end of the job; it is tried again.");
                  }
                  giveUpSoon(note, true, then);
                } else {
                  tell(
                      "The checkpoint could not be written at the end (%s); the one before counts."
                          .formatted(unwrapped(error).getMessage()));
                  then.run();
                }
              });
    }
  }

  private void tell(String sentence) {
    whatever("Its end could not be told", () -> job.listener().note(sentence));
  }

  private void giveUpSoon(String note, boolean refused, Runnable then) {
    time.after(TICK_NANOS / 10, () -> serial.execute(() -> giveUp(note, refused, then)));
  }

  private static Throwable unwrapped(Throwable error) {
    return error instanceof CompletionException e && e.getCause() != null ? e.getCause() : error;
  }
}
