package dev.fallback.bank.variant;

import dev.fallback.ServiceControl;
import dev.fallback.bank.account.StatementAnswers;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpRun;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A bank's statement reads, opened and closed with the bank. Thread-safe. */
public interface StatementReads extends StatementAnswers, AutoCloseable {

  /** State of the reads and an operator's hand on it; empty where the variant has none. */
  default Optional<ServiceControl> control() {
    return Optional.empty();
  }

  /** Whether they are protected as they are meant to be. */
  default boolean isReady() {
    return true;
  }

  /** Operations whose answers are neither recorded nor served from the store, and why. */
  default Map<String, String> unprotected() {
    return Map.of();
  }

  /**
   * Begins to put statements into the store; empty where the variant cannot.
   *
   * @param name of the job
   * @param as what the job is to be like
   */
  default Optional<WarmUpRun> warmUp(
      String name, WarmUpKeys<Long> accounts, UnaryOperator<WarmUp<Long>> as) {
    return Optional.empty();
  }

  /** Ends all work within seconds, writing what is still to be recorded. */
  @Override
  default void close() {}
}
