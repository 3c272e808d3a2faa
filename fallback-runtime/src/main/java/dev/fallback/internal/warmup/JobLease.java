package dev.fallback.internal.warmup;

import dev.fallback.internal.time.Micros;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.JobStore;
import dev.fallback.spi.StoredJob;
import dev.fallback.warmup.JobHeldException;
import dev.fallback.warmup.WarmUpException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The right to be at a job, and its note, which is the checkpoint: one row, so that whoever has
 * lost the lease cannot write the checkpoint either.
 *
 * <p>An owner is alive as long as its beats change; whoever wants the job watches them by its own
 * monotonic clock, so nobody's wall clock need be right. A watcher that sees a beat change knows at
 * once that the job is held; one that sees none for the lease's life takes it over. An owner counts
 * its life from before it sent the last beat that got through, so its end is the earlier one.
 *
 * <p>Used by one caller at a time, who waits for each stage. Never blocks.
 */
final class JobLease {
  private static final int LOOKS_A_LIFE = 20;

  private final JobStore store;
  private final String job;
  private final String owner;
  private final long lifeNanos;
  private final long startWaitNanos;
  private final Time time;
  private volatile @Nullable StoredJob mine;
  private volatile long aliveNanos;

  private @Nullable StoredJob watched;
  private long watchedSince;
  private @Nullable StoredJob tried;
  private long triedNanos;
  private @Nullable Long failingSince;

  JobLease(JobStore store, String job, String owner, Duration life, Duration startWait, Time time) {
    this.store = store;
    this.job = job;
    this.owner = owner;
    this.lifeNanos = life.toNanos();
    this.startWaitNanos = startWait.toNanos();
    this.time = time;
  }

  /**
   * Takes the job as soon as nobody is at it, or whoever was has fallen silent.
   *
   * @return the note the last owner left; fails with {@link JobHeldException} when somebody is
   *     alive
   */
  CompletableFuture<String> take() {
    CompletableFuture<String> taken = new CompletableFuture<>();
    look(taken);
    return taken;
  }

  /** Says that the owner is alive and leaves a note; fails when the job is not its any more. */
  CompletionStage<Void> beat(String note) {
    StoredJob last = held();
    return replace(
        last, new StoredJob(job, owner, last.token(), last.beat() + 1, last.sinceMicros(), note));
  }

  /** Gives the job up and leaves a note. */
  CompletionStage<Void> release(String note) {
    StoredJob last = held();
    return replace(last, new StoredJob(job, "", last.token(), last.beat() + 1, 0, note));
  }

  /** Whether it is sure to be the owner still. */
  boolean isSure() {
    return mine != null && time.nanos() - aliveNanos < lifeNanos;
  }

  private CompletionStage<Void> replace(StoredJob last, StoredJob next) {
    long before = time.nanos();
    return store
        .swap(Optional.of(last), next)
        .thenAccept(
            found -> {
              if (isMine(found, next)) {
                mine = found; // an earlier write got through though nobody heard of it
                throw new IllegalStateException(
                    "job '%s' was not as this process believed; it tries again".formatted(job));
              }
              if (!found.equals(next)) {
                throw new WarmUpException(
                    "job '%s' was taken over by %s: this process was silent for longer than %d s"
                        .formatted(
                            job,
                            found.isOwned() ? found.owner() : "somebody who is done with it",
                            lifeNanos / 1_000_000_000));
              }
              mine = next;
              aliveNanos = before;
            });
  }

  /** Written by this owner, but not what it has just tried to write. */
  private boolean isMine(StoredJob found, StoredJob next) {
    return !found.equals(next) && found.owner().equals(owner) && found.token() == next.token();
  }

  private void look(CompletableFuture<String> taken) {
    store
        .job(job)
        .whenComplete(
            (found, error) -> {
              if (error != null) {
                tryAgain(taken, error);
              } else if (isFree(found)) {
                swap(found, taken);
              } else {
                found.ifPresent(owned -> watch(owned, taken));
              }
            });
  }

  private void watch(StoredJob owned, CompletableFuture<String> taken) {
    if (owned.equals(tried)) {
      own(owned, taken); // the taking got through though nobody heard of it
      return;
    }
    failingSince = null;
    StoredJob before = watched;
    if (before != null && !before.equals(owned)) {
      taken.completeExceptionally(held(owned));
      return;
    }
    if (before == null) {
      watched = owned;
      watchedSince = time.nanos();
    }
    time.after(lifeNanos / LOOKS_A_LIFE, () -> look(taken));
  }

  private boolean isFree(Optional<StoredJob> found) {
    return found.isEmpty()
        || !found.get().isOwned()
        || found.get().equals(watched) && time.nanos() - watchedSince >= lifeNanos;
  }

  private void swap(Optional<StoredJob> found, CompletableFuture<String> taken) {
    long token = found.map(StoredJob::token).orElse(0L) + 1;
    String note = found.map(StoredJob::note).orElse("");
    StoredJob before = tried;
    StoredJob next =
        before != null && before.token() == token && before.note().equals(note)
            ? before // which may get through yet
            : new StoredJob(job, owner, token, 0, time.micros(), note);
    tried = next;
    triedNanos = time.nanos();
    store
        .swap(found, next)
        .whenComplete(
            (after, error) -> {
              if (error != null) {
                tryAgain(taken, error);
              } else if (after.equals(next)) {
                own(next, taken);
              } else if (!after.isOwned() || after.equals(found.orElse(null))) {
                tryAgain(taken, new IllegalStateException("whether it was taken is not known"));
              } else {
                taken.completeExceptionally(held(after));
              }
            });
  }

  private void own(StoredJob row, CompletableFuture<String> taken) {
    mine = row;
    aliveNanos = triedNanos;
    taken.complete(row.note());
  }

  /** A store that has only just been connected to is not there yet. */
  private void tryAgain(CompletableFuture<String> taken, Throwable error) {
    long now = time.nanos();
    if (failingSince == null) {
      failingSince = now;
    }
    if (now - failingSince >= startWaitNanos) {
      taken.completeExceptionally(
          new WarmUpException(
              "the store does not tell who is at job '%s'; is it up, and migrated?".formatted(job),
              error));
    } else {
      time.after(Math.min(lifeNanos / LOOKS_A_LIFE, startWaitNanos / 4), () -> look(taken));
    }
  }

  private StoredJob held() {
    StoredJob last = mine;
    if (last == null) {
      throw new IllegalStateException("job '%s' was not taken".formatted(job));
    }
    return last;
  }

  private JobHeldException held(StoredJob by) {
    return new JobHeldException(job, by.owner(), Micros.instant(by.sinceMicros()));
  }
}
