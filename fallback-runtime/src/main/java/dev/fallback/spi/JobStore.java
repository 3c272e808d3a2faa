package dev.fallback.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where jobs keep who is at them and how far they are. One row a job, replaced as a whole if it is
 * still as its writer saw it: leases, heartbeats and fencing are made of that. Never blocks, never
 * throws: what goes wrong completes the stage exceptionally. Thread-safe.
 */
public interface JobStore {

  /** What is known of a job; empty where it has never been begun. */
  CompletionStage<Optional<StoredJob>> job(String name);

  /**
   * Replaces what is known of a job if its token and beat are still as seen, in one step that all
   * nodes agree on.
   *
   * @param seen empty where there must be none yet
   * @param next with a greater token, or the same one and a greater beat
   * @return the job afterwards: {@code next} where it was replaced, else what stood in the way
   */
  CompletionStage<StoredJob> swap(Optional<StoredJob> seen, StoredJob next);
}
