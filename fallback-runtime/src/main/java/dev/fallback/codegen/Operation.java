package dev.fallback.codegen;

import dev.fallback.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One annotated method at run time. Thread-safe.
 *
 * @param <T> type of the answer
 */
public interface Operation<T> {

  /**
   * Asks the backend, the store or both, as the state of the service says.
   *
   * @return completes within the hard timeout plus the store's timeout, with the answer's value or
   *     with the backend's error; cancelling it frees everything the call held
   */
  CompletableFuture<T> call(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend);

  /** The same call, with the answer's provenance. */
  CompletableFuture<Answer<T>> answer(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend);
}
