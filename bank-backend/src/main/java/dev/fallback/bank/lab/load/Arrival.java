package dev.fallback.bank.lab.load;

/**
 * One request of the load.
 *
 * @param kind what is asked
 * @param index position among the arrivals of its kind, from 0
 * @param dueNanos when it is due, in nanoseconds from the start of the load
 */
public record Arrival(Kind kind, long index, long dueNanos) {

  /** What is asked. */
  public enum Kind {
    /** A statement. */
    READ,
    /** A posting. */
    POSTING
  }
}
