package dev.fallback;

/** Where an answer came from. */
public enum Source {
  /** The backend, in this very call. */
  BACKEND,
  /** The store: a snapshot of an earlier call. */
  STORE
}
