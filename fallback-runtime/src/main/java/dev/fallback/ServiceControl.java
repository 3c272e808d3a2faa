package dev.fallback;

import java.time.Duration;

/** State of one service and an operator's hand on it. Thread-safe; never blocks. */
public interface ServiceControl {

  /** The state a call beginning now would find. */
  State state();

  /** How long until the backend is asked again; zero unless {@link State#OPEN}. */
  Duration retryAfter();

  /** Puts the service into an operator's state; replaces an earlier hold. */
  void hold(Hold hold);

  /** Ends an operator's state and returns to the breaker, in {@link State#CLOSED}. */
  void release();
}
