package dev.fallback.bank.variant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last answers in the memory of this process, as many as fit. Nothing is quicker, and nothing
 * of it is left after a restart, or known to the other processes of the bank.
 */
final class AnswersInMemory implements LastAnswers {
  private static final long MOST = 10_000;

  private final Cache<Long, Kept> answers =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(LastAnswerStatements.MAX_AGE)
          .build();

  @Override
  public void keep(Kept answer) {
    answers
        .asMap()
        .merge(
            answer.statement().accountId(),
            answer,
            (older, newer) -> newer.asOf().isBefore(older.asOf()) ? older : newer);
  }

  @Override
  public CompletionStage<Optional<Kept>> find(long accountId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(answers.getIfPresent(accountId)));
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void close() {
    answers.invalidateAll();
  }
}
