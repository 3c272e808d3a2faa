package dev.fallback.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A request to a store that may break its promise never to throw. One that does has failed, and the
 * request must end all the same, or its caller would wait, and a poll stop, for ever.
 */
final class StoreRequest {
  private StoreRequest() {}

  static <R> CompletionStage<R> sent(Supplier<CompletionStage<R>> request) {
    try {
      return Objects.requireNonNull(
          request.get(), "the store returned null where it must return a stage");
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
