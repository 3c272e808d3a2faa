package dev.fallback.internal.engine;

import dev.fallback.Hold;
import dev.fallback.State;

/**
 * A service as a job has it in hand. What it holds gives way to every operator's hold, on this node
 * and on all. Thread-safe; never blocks.
 */
public interface JobControl {

  /** The state a call beginning now would find. */
  State state();

  /** Puts the service into a state unless an operator wants another; again, to go on with it. */
  void holdForJob(Hold hold);

  /** Ends what the job holds. */
  void releaseForJob();
}
