package dev.fallback.bench.engine;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.bank.account.StatementServiceWithFallback;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

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
      StoredStatementReader reader = new StoredStatementReader(Servers.cassandra());
      return new Guard.Guarded(reader, reader);
    }
  };

  abstract Guard.Guarded open();
}
