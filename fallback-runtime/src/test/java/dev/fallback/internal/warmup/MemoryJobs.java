package dev.fallback.internal.warmup;

import dev.fallback.spi.JobStore;
import dev.fallback.spi.StoredJob;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Jobs in memory, which fail, or do what they are told and then say that they failed. */
final class MemoryJobs implements JobStore {
  final Map<String, StoredJob> jobs = new HashMap<>();
  boolean down;
  boolean answersLost;
  int writes;

  /** So many swaps are not done, as where a conditional write ends in a time-out. */
  int ignored;

  @Override
  public CompletionStage<Optional<StoredJob>> job(String name) {
    return down ? failed() : CompletableFuture.completedFuture(Optional.ofNullable(jobs.get(name)));
  }

  @Override
  public CompletionStage<StoredJob> swap(Optional<StoredJob> seen, StoredJob next) {
    if (down) {
      return failed();
    }
    StoredJob there = jobs.get(next.name());
    if (ignored > 0 && there != null) {
      ignored--;
      return CompletableFuture.completedFuture(there);
    }
    boolean asSeen =
        there == null
            ? seen.isEmpty()
            : seen.isPresent()
                && seen.get().token() == there.token()
                && seen.get().beat() == there.beat();
    if (asSeen) {
      jobs.put(next.name(), next);
      writes++;
    }
    return answersLost
        ? failed()
        : CompletableFuture.completedFuture(asSeen || there == null ? next : there);
  }

  private static <R> CompletableFuture<R> failed() {
    return CompletableFuture.failedFuture(new IllegalStateException("store is down"));
  }
}
