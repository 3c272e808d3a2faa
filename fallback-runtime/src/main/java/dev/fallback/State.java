package dev.fallback;

/** How calls of a service are answered at the moment. */
public enum State {
  /** Asks the backend; the store only when the backend fails. Records. */
  CLOSED,
  /** The backend is held to be down: answers come from the store, the backend is not touched. */
  OPEN,
  /** One probe at a time asks the backend; all other calls are answered as in {@link #OPEN}. */
  HALF_OPEN,
  /** Set by an operator: asks the backend, records, never reads the store. For warm-up. */
  FORCED,
  /** Set by an operator: the store first, the backend on a miss. */
  REVERSED,
  /** Set by an operator: answers as in {@link #OPEN} until released. */
  ISOLATED,
  /** Set by an operator: Fallback steps aside; neither reads nor records. */
  BYPASS
}
