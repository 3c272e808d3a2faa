package dev.fallback.internal.engine;

import java.util.Optional;

/**
 * What a service asks in good times, as far as it is configured.
 *
 * @param name services of the same name ask the same backend and share its breaker and its room; 1
 *     to 100 characters; empty where the service has a backend of its own
 * @param callsInFlight calls under way at once; more are answered as if the backend were left
 *     alone; 0 where there is no limit
 */
public record BackendSettings(Optional<String> name, int callsInFlight) {
  private static final int LONGEST_NAME = 100;

  public BackendSettings {
    name.ifPresent(
        given -> {
          if (given.isBlank() || given.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                "name: found '" + given + "', allowed is 1 to 100 characters");
          }
        });
    if (callsInFlight < 0) {
      throw new IllegalArgumentException(
          "callsInFlight: found " + callsInFlight + ", allowed is 0 or more");
    }
  }

  /** A backend of its own, without a limit. */
  public static BackendSettings defaults() {
    return new BackendSettings(Optional.empty(), 0);
  }
}
