package dev.fallback.internal.warmup;

import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.internal.engine.JobControl;
import java.time.Duration;

/**
 * Keeps a service in Forced while a job is at work, by a hold that is renewed long before it ends
 * and ends by itself soon after the job is killed. Every operator's hold goes before it. Used by
 * one task at a time.
 */
final class ForcedHold {
  /** Renewed with every tick, that is, many times in it. */
  private static final Duration LASTS = Duration.ofSeconds(30);

  private final JobControl control;
  private final Hold hold;
  private boolean held;

  ForcedHold(JobControl control, String author, String reason) {
    this.control = control;
    this.hold = new Hold(State.FORCED, author, reason, LASTS);
  }

  /** Sees to it that the state is Forced, unless an operator wants another. */
  void renew() {
    held = true;
    control.holdForJob(hold);
  }

  /** Whether the backend may be asked and answers are recorded. */
  boolean isForced() {
    return control.state() == State.FORCED;
  }

  State state() {
    return control.state();
  }

  /** Does nothing where it was never held: another job may hold the service. */
  void release() {
    if (held) {
      held = false;
      control.releaseForJob();
    }
  }
}
