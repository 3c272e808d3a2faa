package dev.fallback.bench.engine;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.fallback.Fallbacks;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceWithFallback;
import dev.fallback.testkit.InMemoryStore;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;

/**
 * Ways to guard a call. All count outcomes over 30 seconds, open at half of at least ten calls,
 * call slow what takes half a second, and nobody listens to their events. The peers get what is
 * best for them: no store, no timeout, no key; Failsafe runs on the caller's thread, where by
 * default it hands each call to a pool; Resilience4j comes with both of its kinds of window, since
 * neither is the faster one always.
 */
public enum Guard {
  /** None. */
  NONE {
    @Override
    Guarded around(StatementService backend) {
      return new Guarded(backend, () -> {});
    }
  },

  /** Fallback, recording to a store in memory, which has the unchanged statement already. */
  FALLBACK {
    @Override
    Guarded around(StatementService backend) {
      Fallbacks fallbacks =
          Fallbacks.builder().store(new InMemoryStore(InstantSource.system())).build();
      return new Guarded(new StatementServiceWithFallback(backend, fallbacks), fallbacks);
    }
  },

  /** The same, with an answer that is encoded already. */
  FALLBACK_ENCODED {
    @Override
    Guarded around(StatementService backend) {
      Fallbacks fallbacks =
          Fallbacks.builder().store(new InMemoryStore(InstantSource.system())).build();
      return new Guarded(
          new EncodedStatements(backend, SampleStatements.of(42), fallbacks), fallbacks);
    }
  },

  /** Resilience4j with its default kind of window, which takes a lock. */
  RESILIENCE4J {
    @Override
    Guarded around(StatementService backend) {
      return resilience4j(backend, SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
    }
  },

  /** Resilience4j with its window without locks. */
  RESILIENCE4J_LOCK_FREE {
    @Override
    Guarded around(StatementService backend) {
      return resilience4j(backend, SlidingWindowSynchronizationStrategy.LOCK_FREE);
    }
  },

  /** Failsafe: a breaker, and a fallback for its refusals. */
  FAILSAFE {
    @Override
    Guarded around(StatementService backend) {
      Statement stored = SampleStatements.of(42);
      FailsafeExecutor<Statement> failsafe =
          Failsafe.with(
                  dev.failsafe.Fallback.builder(stored)
                      .handle(CircuitBreakerOpenException.class)
                      .build(),
                  CircuitBreaker.<Statement>builder()
                      .withFailureRateThreshold(50, 10, Duration.ofSeconds(30))
                      .build())
              .with((Executor) Runnable::run);
      return new Guarded(
          accountId -> failsafe.getStageAsync(() -> backend.statement(accountId)), () -> {});
    }
  },

  /** Resilience4j's aspect around a Spring bean, with a fallback method. */
  SPRING {
    @Override
    Guarded around(StatementService backend) {
      SpringStatements spring = SpringStatements.around(backend);
      return new Guarded(spring.proxied(), spring);
    }
  };

  /** A guarded backend, and how it is let go of. */
  record Guarded(StatementService statements, AutoCloseable resources) {}

  abstract Guarded around(StatementService backend);

  /** What Resilience4j's breakers are given. */
  static CircuitBreakerConfig settings(SlidingWindowSynchronizationStrategy strategy) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(30, 10, SlidingWindowType.TIME_BASED, strategy)
        .failureRateThreshold(50)
        .slowCallRateThreshold(100)
        .slowCallDurationThreshold(Duration.ofMillis(500))
        .build();
  }

  /** As its documentation guards a stage. */
  private static Guarded resilience4j(
      StatementService backend, SlidingWindowSynchronizationStrategy strategy) {
    var breaker =
        io.github.resilience4j.circuitbreaker.CircuitBreaker.of("statements", settings(strategy));
    return new Guarded(
        accountId -> breaker.executeCompletionStage(() -> backend.statement(accountId)), () -> {});
  }

  /** Those that are compared with Fallback. */
  static List<Guard> peers() {
    return List.of(RESILIENCE4J, RESILIENCE4J_LOCK_FREE, FAILSAFE, SPRING);
  }

  /** Whether it is a breaker and nothing else. */
  boolean breakerOnly() {
    return this == RESILIENCE4J || this == RESILIENCE4J_LOCK_FREE;
  }

  /** As tables name it. */
  String shown() {
    return this == SPRING
        ? "spring-resilience4j"
        : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
