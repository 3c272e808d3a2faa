package dev.fallback.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to a store that may break its promise never to throw. One that does has failed, and the
 * request must end all the same, or its caller would wait, and a poll stop, for ever.
 */
final class StoreRequest {
  private StoreRequest() {}

  /** Ends once, on the store's thread or at once. */
  static <R> CompletableFuture<R> sent(Supplier<CompletionStage<R>> request) {
    CompletableFuture<R> result = new CompletableFuture<>();
    try {
      Objects.requireNonNull(request.get(), "the store returned null where it must return a stage")
          .whenComplete((value, error) -> end(result, value, error));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @SuppressWarnings("NullAway") // a write's result is null
  static <R> void end(CompletableFuture<R> result, @Nullable R value, @Nullable Throwable error) {
    if (error == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(Failures.unwrapped(error));
    }
  }
}
