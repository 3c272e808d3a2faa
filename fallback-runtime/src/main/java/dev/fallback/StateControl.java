package dev.fallback;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A state, and an operator's hand on it. Thread-safe; never blocks. */
public interface StateControl {

  /** The state a call beginning now would find. */
  State state();

  /** How long until the backend is asked again; zero unless it is left alone. */
  Duration retryAfter();

  /** Puts it into an operator's state on this node; replaces an earlier hold. */
  void hold(Hold hold);

  /** Ends this node's own hold; an order to all nodes, where there is one, is in force again. */
  void release();

  /**
   * Orders a state on all nodes, through the store; it takes effect within two seconds, outlives
   * restarts, and gives way to a node's own hold.
   *
   * @return completes when the store has the order, fails when it could not be given
   */
  CompletionStage<Void> holdEverywhere(Hold hold);

  /** Takes the order to all nodes back. */
  CompletionStage<Void> releaseEverywhere();
}
