package dev.fallback.bank.lab.report;

import java.util.List;

/**
 * All figures of a lab: one run for each variant.
 *
 * @param held whether every promise of Fallback held and every run went to its end; other variants
 *     are compared, not judged
 * @param headline the verdict in a sentence
 * @param runs at least one, in the order in which they ran
 */
public record LabResult(boolean held, String headline, List<RunResult> runs) {
  public LabResult {
    runs = List.copyOf(runs);
  }

  /** The run that a report tells of first: Fallback's, where there is one. */
  RunResult told() {
    return runs.stream().filter(RunResult::judged).findFirst().orElseGet(() -> runs.get(0));
  }
}
