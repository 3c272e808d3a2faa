package dev.fallback.testkit.internal.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to run as a child process.
 *
 * @param name of the process, for threads and messages
 * @param prefix programs that run before the death watch is armed, each of which replaces itself by
 *     the next: a change of user, say; usually empty
 * @param command the program and its arguments
 * @param directory working directory
 * @param log file to which its output is appended
 */
public record Launch(
    String name, List<String> prefix, List<String> command, Path directory, Path log) {
  public Launch {
    prefix = List.copyOf(prefix);
    command = List.copyOf(command);
  }

  private static final class Session {
    private static final boolean CAN_BE_OWN =
        Signals.succeeds(List.of("setsid", "/bin/sh", "-c", ":"));
  }

  /**
   * The same in a session of its own, out of reach of a terminal's Ctrl-C, which is sent to the
   * whole group of a command's processes; unchanged where there is no program for that.
   */
  Launch apart() {
    if (!Session.CAN_BE_OWN) {
      return this;
    }
    List<String> first = new ArrayList<>(List.of("setsid"));
    first.addAll(prefix);
    return new Launch(name, first, command, directory, log);
  }
}
