package dev.fallback.bank.lab.load;

/**
 * One read as measured.
 *
 * @param startNanos when it was due, from the start of the load; negative in the run-up before it
 * @param latencyNanos from then to the complete answer, or to the failure
 * @param source where the answer came from
 */
public record ReadSample(long startNanos, long latencyNanos, Source source) {

  /** Where an answer came from. */
  public enum Source {
    /** The backend. */
    BACKEND,
    /** The store. */
    STORE,
    /** Nowhere: the read failed. */
    FAILED
  }

  /** When the answer was complete, or the failure certain, from the start of the load. */
  public long endNanos() {
    return startNanos + latencyNanos;
  }
}
