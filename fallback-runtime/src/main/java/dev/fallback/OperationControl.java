package dev.fallback;

import java.time.Duration;

/** State of one operation and an operator's hand on it. Thread-safe; never blocks. */
public interface OperationControl extends StateControl {

  /**
   * Lets answers pass that the operation's {@link RecordingGuard} would refuse, on this node: the
   * operator has looked and found them true.
   *
   * @param lasts how long; positive
   */
  void acceptRefused(Duration lasts);
}
