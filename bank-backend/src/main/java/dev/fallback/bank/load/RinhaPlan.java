package dev.fallback.bank.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the contract's load is wanted.
 *
 * @param rampSeconds length of the rise
 * @param holdSeconds length of the top rate
 * @param share of the contract's top rate of 340 a second, above 0 to 1
 * @param fastPercent of all requests that must be answered within 250 ms; 0 for no such demand
 */
record RinhaPlan(int rampSeconds, int holdSeconds, double share, double fastPercent) {
  static final String SIMULATION = "RinhaSimulation";

  /** The contract: 61,503 requests in 245 seconds. */
  static RinhaPlan full(double fastPercent) {
    return new RinhaPlan(120, 120, 1, fastPercent);
  }

  /** The same up to the same rate, in about 30 seconds. */
  static RinhaPlan quick(double fastPercent) {
    return new RinhaPlan(12, 12, 1, fastPercent);
  }

  /** What the simulation is told. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("load.ramp", Integer.toString(rampSeconds));
    settings.put("load.hold", Integer.toString(holdSeconds));
    settings.put("load.share", Double.toString(share));
    settings.put("load.fast", Double.toString(fastPercent));
    return settings;
  }
}
