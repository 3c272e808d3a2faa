package dev.fallback.bench.engine;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.bank.account.StatementServiceWithFallback;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Ways to read stored statements while the backend is down. */
public enum ReadWay {
  /** Through Fallback, whose breaker is open. */
  FALLBACK {
    @Override
    Guard.Guarded open() {
      Duration anHour = Duration.ofHours(1);
      Fallbacks fallbacks =
          Fallbacks.builder()
              .cassandra(Servers.cassandra())
              .breaker(BreakerSettings.defaults().withWait(anHour, 1, anHour))
              .build();
      StatementServiceWithFallback statements =
          new StatementServiceWithFallback(
              id -> CompletableFuture.failedFuture(new IllegalStateException("down")), fallbacks);
      Servers.awaitProtection(fallbacks);
      for (int i = 0; i < 30; i++) {
        statements.statement(i).toCompletableFuture().join();
      }
      Answer<?> answer = statements.answers().statement(1).toCompletableFuture().join();
      if (answer.state() != State.OPEN || answer.source() != Source.STORE) {
        throw new IllegalStateException("not what is to be measured: " + answer);
      }
      return new Guard.Guarded(statements, fallbacks);
    }
  },

  /** By hand, through the driver. */
  DRIVER_UDTVALUE {
    @Override
    Guard.Guarded open() {
      StoredStatementReader reader = new StoredStatementReader(Servers.cassandra(), Runnable::run);
      return new Guard.Guarded(reader, reader);
    }
  },

  /**
   * The same, and the answer handed over to a thread where users' code cannot stop the driver, as
   * Fallback does it.
   */
  DRIVER_UDTVALUE_HANDED_OVER {
    @Override
    Guard.Guarded open() {
      ExecutorService workers =
          Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
      StoredStatementReader reader = new StoredStatementReader(Servers.cassandra(), workers);
      return new Guard.Guarded(
          reader,
          () -> {
            reader.close();
            workers.shutdown();
          });
    }
  };

  /** In the order in which they take turns. */
  static final List<ReadWay> ALL = List.of(values());

  abstract Guard.Guarded open();
}
