package dev.fallback;

/** How calls of a service are answered at the moment. */
public enum State {
  /** Asks the backend; the store only when the backend fails. Records. */
  CLOSED,
  /** The backend is held to be down: answers come from the store, the backend is not touched. */
  OPEN,
  /** The permitted probes, one by default, ask the backend; other calls are as in {@link #OPEN}. */
  HALF_OPEN,
  /**
   * Set by an operator: asks the backend, records, reads the store for {@link
   * CallScope#unlessRecordedWithin} only. For warm-up.
   */
  FORCED,
  /** Set by an operator: the store first, the backend on a miss. */
  REVERSED,
  /** Set by an operator: answers as in {@link #OPEN} until released. */
  ISOLATED,
  /** Set by an operator: Fallback steps aside; neither reads nor records. */
  BYPASS
}
