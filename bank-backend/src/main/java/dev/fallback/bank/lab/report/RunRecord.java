package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.watch.StateLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was observed in a run; what is told of it is computed from this.
 *
 * @param variant how the reads were protected
 * @param measured every request
 * @param truth how the reads were judged
 * @param startNanos of the load, on the clock of the judgements
 * @param audit what the database said at the end; empty where it could not be asked
 * @param contradictions acknowledgements that contradicted each other, as sentences
 * @param phases what went wrong when; at least one, the last cut short if the run was
 * @param cutShort why the run did not go to its end, as a sentence; empty where it did
 * @param closing what the store held at the end; empty where it cannot be asked
 * @param states of each bank's reads; at least one
 * @param askedElsewhere reads that a second bank was asked for, since the first gave no answer
 * @param length of the load
 * @param bound how long a read may take at most: hard timeout and store timeout
 */
public record RunRecord(
    String variant,
    Measurements measured,
    TruthCheck.Counts truth,
    long startNanos,
    Optional<FinalAudit> audit,
    List<String> contradictions,
    List<PhaseRecord> phases,
    Optional<String> cutShort,
    Optional<Closing> closing,
    List<StateLine> states,
    long askedElsewhere,
    Duration length,
    Duration bound,
    RunResult.Startup startup,
    OptionalDouble peakMb,
    RunResult.Load load,
    RunResult.Environment environment) {
  public RunRecord {
    contradictions = List.copyOf(contradictions);
    phases = List.copyOf(phases);
    states = List.copyOf(states);
  }

  /** The states of the first bank's reads; where there is a second, it is the victim. */
  StateLine firstStates() {
    return states.get(0);
  }
}
