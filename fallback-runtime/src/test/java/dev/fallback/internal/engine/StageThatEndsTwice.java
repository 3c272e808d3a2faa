package dev.fallback.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A stage that breaks the rules: it tells its dependants twice. */
final class StageThatEndsTwice extends CompletableFuture<Long> {
  private BiConsumer<? super Long, ? super Throwable> told = (value, error) -> {};

  @Override
  public CompletableFuture<Long> whenComplete(BiConsumer<? super Long, ? super Throwable> action) {
    told = action;
    return this;
  }

  void completeTwice() {
    told.accept(1L, null);
    told.accept(2L, null);
  }
}
