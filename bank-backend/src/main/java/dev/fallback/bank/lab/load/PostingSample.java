package dev.fallback.bank.lab.load;

/**
 * One posting as measured.
 *
 * @param startNanos when it was due, from the start of the load; negative in the run-up before it
 * @param latencyNanos from then to the complete answer, or to the failure
 * @param outcome what became of it
 */
public record PostingSample(long startNanos, long latencyNanos, Outcome outcome) {

  /** What became of a posting. */
  public enum Outcome {
    /** Acknowledged. */
    ACCEPTED,
    /** Not applied, since it would have broken the limit. */
    DECLINED,
    /** Surely not applied, since the bank could not. */
    REFUSED,
    /** Not known. */
    UNKNOWN
  }
}
