package dev.fallback;

import java.time.Duration;

/** A state, and an operator's hand on it. Thread-safe; never blocks. */
public interface StateControl {

  /** The state a call beginning now would find. */
  State state();

  /** How long until the backend is asked again; zero unless it is left alone. */
  Duration retryAfter();

  /** Puts it into an operator's state on this node; replaces an earlier hold. */
  void hold(Hold hold);

  /** Ends the operator's state on this node. */
  void release();
}
