package dev.fallback.internal.engine;

import dev.fallback.StoreUnavailableException;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Questions to the store that are not about snapshots: its clock, its orders. Each ends, within the
 * timeout, even where the store forgets it, since whoever asks again only after an answer would
 * never ask again; and it ends on a worker, since listeners of events hang on it. Thread-safe.
 *
 * @param timeout when a question is given up
 */
record StorePolls(Time time, Handoff background, Duration timeout) {

  <R> CompletableFuture<R> ask(Supplier<CompletionStage<R>> question) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    Runnable stopTimer =
        time.after(
            timeout.toNanos(),
            () ->
                background.execute(
                    () ->
                        answer.completeExceptionally(
                            new StoreUnavailableException(
                                "the fallback store did not answer within %d ms"
                                    .formatted(timeout.toMillis())))));
    StoreRequest.sent(question)
        .whenComplete(
            (value, error) -> {
              stopTimer.run();
              background.execute(() -> StoreRequest.end(answer, value, error));
            });
    return answer;
  }
}
