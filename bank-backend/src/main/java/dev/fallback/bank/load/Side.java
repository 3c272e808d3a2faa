package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One bank of a pair under the steady load. Times are in milliseconds.
 *
 * @param requests measured
 * @param cpuMs processor time of the bank's process for each request
 * @param p50Ms median response time of all requests
 * @param p99Ms of all requests
 * @param readP50Ms median response time of statements
 * @param readP99Ms of statements
 * @param peakMiB most memory of the bank's process; null where it is not known
 */
record Side(
    long requests,
    double cpuMs,
    double p50Ms,
    double p99Ms,
    double readP50Ms,
    double readP99Ms,
    @Nullable Double peakMiB) {
  private static final double MILLIS = 1000;

  /**
   * Reads what a simulation measured.
   *
   * @throws LoadException when something was not measured
   */
  static Side of(JsonNode meter, OptionalDouble peakMiB) {
    JsonNode all = meter.path("latencies").path("all");
    JsonNode reads = meter.path("latencies").path("statement");
    long requests = all.path("count").asLong();
    if (requests == 0 || !meter.has("cpuSeconds")) {
      throw new LoadException(
          "The bank's processor time is not known: this needs Linux or macOS and a bank on this"
              + " machine.");
    }
    return new Side(
        requests,
        MILLIS * meter.path("cpuSeconds").asDouble() / requests,
        all.path("p50Ms").asDouble(),
        all.path("p99Ms").asDouble(),
        reads.path("p50Ms").asDouble(),
        reads.path("p99Ms").asDouble(),
        peakMiB.isPresent() ? (Double) peakMiB.getAsDouble() : null);
  }

  /** Whether the most memory is known. */
  boolean hasPeak() {
    return peakMiB != null;
  }

  /** The most memory, where it is known. */
  double peak() {
    if (peakMiB == null) {
      throw new IllegalStateException("the bank's memory is not known here");
    }
    return peakMiB;
  }
}
