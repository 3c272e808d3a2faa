package dev.fallback.bank.variant;

import dev.fallback.bank.account.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where a team keeps the last good answers. Thread-safe. */
interface LastAnswers extends AutoCloseable {

  /**
   * A good answer and when the backend was asked for it.
   *
   * @param statement the answer
   * @param asOf not before this it was true
   */
  record Kept(Statement statement, Instant asOf) {}

  /** Keeps an answer, unless a newer one is there; never waits, never fails. */
  void keep(Kept answer);

  /** The last answer; fails when it cannot be looked for. */
  CompletionStage<Optional<Kept>> find(long accountId);

  /** Whether answers can be kept and found at the moment. */
  boolean isReady();

  /** Ends all work within seconds. */
  @Override
  void close();
}
