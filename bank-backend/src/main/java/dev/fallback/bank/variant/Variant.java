package dev.fallback.bank.variant;

import dev.fallback.bank.BankSettings;
import dev.fallback.bank.account.ProtectedStatements;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.UnprotectedStatements;
import dev.fallback.event.FallbackEvent;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A way to protect statement reads; the outage lab compares them under the same fault. */
public enum Variant {
  /** Fallback: breaker, snapshots in Cassandra. */
  FALLBACK("fallback", true) {
    @Override
    public StatementReads open(
        StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener) {
      return new ProtectedStatements(backend, settings, listener);
    }
  },

  /** Resilience4j's breaker and time limiter; last answers in memory, by Caffeine. */
  RESILIENCE4J_CAFFEINE("resilience4j-caffeine", false) {
    @Override
    public StatementReads open(
        StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener) {
      return new LastAnswerStatements(
          backend,
          settings.breaker(),
          new AnswersInMemory(),
          timer(),
          InstantSource.system(),
          listener);
    }
  },

  /** Resilience4j's breaker and time limiter; last answers as JSON in Cassandra, by hand. */
  HANDMADE_CASSANDRA("handmade-cassandra", true) {
    @Override
    public StatementReads open(
        StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener) {
      ScheduledExecutorService timer = timer();
      return new LastAnswerStatements(
          backend,
          settings.breaker(),
          new JsonInCassandra(settings.requiredCassandra(), timer),
          timer,
          InstantSource.system(),
          listener);
    }
  },

  /** Nothing: what the backend answers, or its error. */
  NONE("none", false) {
    @Override
    public StatementReads open(
        StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener) {
      return new UnprotectedStatements(backend, InstantSource.system());
    }
  };

  private final String word;
  private final boolean storing;

  Variant(String word, boolean storing) {
    this.word = word;
    this.storing = storing;
  }

  private static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "statements-timer");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Opens the reads of a bank; never waits for a server.
   *
   * @param backend asked in good times
   * @param settings of the bank: its store, its breaker
   * @param listener told of all events, at least of each change of the breaker's state
   */
  public abstract StatementReads open(
      StatementService backend, BankSettings settings, Consumer<? super FallbackEvent> listener);

  /** Its name on the command line. */
  public String word() {
    return word;
  }

  /** Whether it keeps answers in Cassandra. */
  public boolean needsStore() {
    return storing;
  }

  /**
   * Reads {@link #word()}.
   *
   * @throws IllegalArgumentException when there is no such variant; the message names them all
   */
  public static Variant of(String word) {
    return Arrays.stream(values())
        .filter(variant -> variant.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "variant: found '%s', allowed are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Variant::word)
                                .collect(Collectors.joining(", ")))));
  }
}
