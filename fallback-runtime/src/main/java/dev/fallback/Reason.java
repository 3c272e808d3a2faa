package dev.fallback;

/** Why an answer came from where it came from. */
public enum Reason {
  /** The backend was asked and answered. */
  BACKEND_ANSWERED,
  /** The backend was asked and failed. */
  BACKEND_FAILED,
  /** The backend did not answer within the hard timeout, or the request's own time. */
  BACKEND_TIMED_OUT,
  /** The backend passed the soft timeout, and a snapshot young enough was there. */
  BACKEND_SLOW,
  /** The breaker is open: the backend was not asked. */
  BREAKER_OPEN,
  /** The backend has as many calls in flight as it may: it was not asked. */
  BACKEND_BUSY,
  /** An operator chose the state. */
  OPERATOR
}
