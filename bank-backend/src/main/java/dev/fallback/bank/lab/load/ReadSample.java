package dev.fallback.bank.lab.load;

/**
 * One read as measured.
 *
 * @param startNanos when it was due, from the start of the load; negative in the run-up before it
 * @param latencyNanos from then to the complete answer, or to the failure
 * @param source where the answer came from
 * @param ageMillis how old the answer was, from its as-of on; {@link #NO_AGE} but from the store
 */
public record ReadSample(long startNanos, long latencyNanos, Source source, long ageMillis) {
  /** Of an answer that is not from the store. */
  public static final long NO_AGE = -1;

  /** A read that was not answered from the store. */
  public ReadSample(long startNanos, long latencyNanos, Source source) {
    this(startNanos, latencyNanos, source, NO_AGE);
  }

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
