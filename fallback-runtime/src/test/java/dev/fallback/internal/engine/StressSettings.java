package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * For stress: breakers that open and close all the time, a store that gives up early, a queue that
 * overflows, answers that are not fresh for long.
 */
final class StressSettings implements SettingsSource {
  private static final Duration TIMEOUT = Duration.ofMillis(40);
  private static final Duration SOFT_TIMEOUT = Duration.ofMillis(8);
  private static final Duration FRESH_FOR = Duration.ofMillis(200);

  /** Longer than the timeout, so that no probe outlives the Half-open it began in. */
  private static final Duration WAIT = Duration.ofMillis(60);

  private static final BreakerSettings BREAKER =
      new BreakerSettings(
          Duration.ofSeconds(1), 0, 20, 10, 50, 100, 1, WAIT, 1.5, Duration.ofMillis(150), 0, 3, 2);

  private final SettingsSource code = SettingsSource.ofCode(BREAKER);
  private final boolean sharing;
  private final int places;

  /**
   * @param sharing whether callers of one key share backend calls
   * @param places backend calls in flight; one that is lost is missing when all is well again
   */
  StressSettings(boolean sharing, int places) {
    this.sharing = sharing;
    this.places = places;
  }

  @Override
  public OperationSettings operation(OperationDescriptor<?> operation) {
    OperationSettings described = code.operation(operation);
    return new OperationSettings(
        described.maxAge(),
        described.retention(),
        TIMEOUT,
        described.deadlineShare(),
        Optional.of(SOFT_TIMEOUT),
        Optional.of(Duration.ofHours(1)),
        Optional.of(FRESH_FOR),
        described.refreshAhead(),
        described.refreshEvery(),
        sharing,
        described.state());
  }

  @Override
  public BreakerSettings breaker(String service) {
    return BREAKER;
  }

  @Override
  public BackendSettings backend(String service) {
    return new BackendSettings(Optional.empty(), places);
  }

  @Override
  public StoreLimits store() {
    return new StoreLimits(
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        64,
        16,
        Duration.ofMillis(20),
        40,
        4_096,
        Duration.ofSeconds(10));
  }
}
