package dev.fallback.bank.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run of the contract's load.
 *
 * @param bank which bank, in words
 * @param held whether every demand held
 * @param requests how many were sent
 * @param failed how many had another answer than they should, or none
 * @param inconsistent how many of the failed contradicted an earlier answer
 * @param told the first contradictions, in words
 * @param fastPercent share answered within 250 ms
 * @param p50Ms median response time, in whole milliseconds, as of all percentiles
 * @param cpuSeconds processor time of the bank's process; null where it is not known
 * @param peakMiB most memory of the bank's process; null where it is not known
 * @param command that repeats the run
 * @param report folder of Gatling's report
 */
record LoadResult(
    String bank,
    boolean held,
    long requests,
    long failed,
    long inconsistent,
    List<String> told,
    double fastPercent,
    long p50Ms,
    long p75Ms,
    long p95Ms,
    long p99Ms,
    long maxMs,
    @Nullable Double cpuSeconds,
    @Nullable Double peakMiB,
    String command,
    String report) {
  private static final double PERCENT = 100;

  static LoadResult of(String bank, Gatling.Run run, OptionalDouble peakMiB, String command) {
    JsonNode stats = run.stats();
    long requests = stats.path("numberOfRequests").path("total").asLong();
    List<String> told = new ArrayList<>();
    run.meter().path("told").forEach(each -> told.add(each.asText()));
    return new LoadResult(
        bank,
        run.passed(),
        requests,
        stats.path("numberOfRequests").path("ko").asLong(),
        run.meter().path("inconsistencies").asLong(),
        told,
        requests == 0 ? 0 : PERCENT * stats.path("group1").path("count").asLong() / requests,
        stats.path("percentiles1").path("total").asLong(),
        stats.path("percentiles2").path("total").asLong(),
        stats.path("percentiles3").path("total").asLong(),
        stats.path("percentiles4").path("total").asLong(),
        stats.path("maxResponseTime").path("total").asLong(),
        run.meter().has("cpuSeconds") ? run.meter().path("cpuSeconds").asDouble() : null,
        peakMiB.isPresent() ? peakMiB.getAsDouble() : null,
        command,
        run.report().toString());
  }
}
