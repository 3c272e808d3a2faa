package dev.fallback.warmup;

import java.util.concurrent.CompletableFuture;

/** A warm-up under way. Thread-safe; never blocks. */
public interface WarmUpRun {

  /** How far it is. */
  WarmUpProgress progress();

  /**
   * Asks for nothing more, waits for what is in flight, writes the checkpoint and gives up lease
   * and forced state.
   *
   * @return how it ended
   */
  CompletableFuture<WarmUpResult> stop();

  /**
   * How it ended, as soon as it has. Fails with {@link JobHeldException} where another process is
   * at it, with {@link WarmUpException} for other reasons why it could not begin or go on.
   * Cancelling it does nothing.
   */
  CompletableFuture<WarmUpResult> result();
}
