package dev.fallback.testkit.internal.process;

import java.util.List;

/** Short commands of the system. */
public final class Commands {
  private Commands() {}

  /** Whether a command exists and ends with exit code 0 within ten seconds. */
  public static boolean succeed(List<String> command) {
    return Signals.succeeds(command);
  }
}
