package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.watch.StateLine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that was observed in a run; what is told of it is computed from this.
 *
 * @param measured every request
 * @param truth how the reads were judged
 * @param audit what the database said at the end
 * @param contradictions acknowledgements that contradicted each other, as sentences
 * @param marks the outage
 * @param states the breaker
 * @param length of the load
 * @param bound how long a read may take at most: hard timeout and store timeout
 */
public record RunRecord(
    Measurements measured,
    TruthCheck.Counts truth,
    FinalAudit audit,
    List<String> contradictions,
    OutageMarks marks,
    StateLine states,
    Duration length,
    Duration bound,
    RunResult.Startup startup,
    OptionalDouble peakMb,
    RunResult.Load load,
    RunResult.Environment environment) {
  public RunRecord {
    contradictions = List.copyOf(contradictions);
  }
}
