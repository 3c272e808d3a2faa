package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Resilience4j with the settings of {@link Bench#settings()}, under a settable clock. */
final class Resilience4jPeer {
  final ManualTime time = new ManualTime();
  final CircuitBreaker breaker;

  Resilience4jPeer() {
    this(1, 10);
  }

  Resilience4jPeer(int permitted, int minimum) {
    this(permitted, minimum, Bench.TIMEOUT.dividedBy(2));
  }

  Resilience4jPeer(int permitted, int minimum, Duration slow) {
    breaker =
        CircuitBreaker.of(
            "numbers",
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(30)
                .minimumNumberOfCalls(minimum)
                .failureRateThreshold(50)
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(slow)
                .waitDurationInOpenState(Bench.WAIT)
                .permittedNumberOfCallsInHalfOpenState(permitted)
                .clock(new WallClock(time))
                .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                .build());
  }

  CompletableFuture<Long> ask(Supplier<CompletionStage<Long>> backend) {
    return breaker.executeCompletionStage(backend).toCompletableFuture();
  }

  void open() {
    for (int i = 0; i < 10; i++) {
      ask(() -> CompletableFuture.failedFuture(new IllegalStateException("backend is down")));
    }
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
  }

  void halfOpen() {
    open();
    time.advance(Bench.WAIT.plusMillis(1));
    assertThat(breaker.tryAcquirePermission()).isTrue();
    breaker.releasePermission();
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
  }

  /** A day later: still Half-open, and nobody may ask. */
  void isWedged() {
    time.advance(Duration.ofDays(1));
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
    assertThat(breaker.tryAcquirePermission()).isFalse();
  }

  /** The settable clock as a clock of the JDK. */
  private static final class WallClock extends Clock {
    private final ManualTime time;

    WallClock(ManualTime time) {
      this.time = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS);
    }
  }
}
