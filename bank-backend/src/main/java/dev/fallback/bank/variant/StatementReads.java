package dev.fallback.bank.variant;

import dev.fallback.ServiceControl;
import dev.fallback.bank.account.StatementAnswers;
import java.util.Map;
import java.util.Optional;

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

  /** Ends all work within seconds, writing what is still to be recorded. */
  @Override
  default void close() {}
}
