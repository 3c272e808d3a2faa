package dev.fallback.processor.check;

import java.time.LocalDate;

/**
 * What a build says by options.
 *
 * @param today the day of the build
 * @param lastExpiry the last day on which Cassandra lets something expire
 */
public record Settings(LocalDate today, LocalDate lastExpiry) {
  /** Option that says where Cassandra's clock for expiries ends: {@code 2038} or {@code 2106}. */
  public static final String EXPIRY = "fallback.expiry";

  /** Option: {@code false} to write no list of descriptors for {@link java.util.ServiceLoader}. */
  public static final String REGISTRY = "fallback.registry";

  private static final LocalDate SIGNED_SECONDS = LocalDate.of(2038, 1, 18);
  private static final LocalDate UNSIGNED_SECONDS = LocalDate.of(2106, 2, 6);

  /**
   * The settings of a build.
   *
   * @param expiry value of option {@link #EXPIRY}, empty where it is not given
   */
  public static Settings of(LocalDate today, String expiry) {
    return new Settings(today, expiry.equals("2106") ? UNSIGNED_SECONDS : SIGNED_SECONDS);
  }
}
