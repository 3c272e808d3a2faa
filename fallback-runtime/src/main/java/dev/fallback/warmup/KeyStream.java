package dev.fallback.warmup;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keys, a handful at a time and only when asked for, so that a million of them need the memory of a
 * few hundred. Asked by one caller, who waits for an answer before asking again; closed once.
 *
 * @param <K> a key
 */
public interface KeyStream<K> extends AutoCloseable {

  /**
   * The next keys. A failure may be followed by another try, which goes on where the last answer
   * ended.
   *
   * @param atMost at least 1
   * @return never blocks its caller; no keys mean that there are no more
   */
  CompletionStage<List<K>> next(int atMost);

  /** How many keys there are in all, those before this stream's first included, if known. */
  default CompletionStage<OptionalLong> total() {
    return CompletableFuture.completedFuture(OptionalLong.empty());
  }

  /** Lets go of what the stream holds. */
  @Override
  default void close() {}
}
