package dev.fallback.testkit.internal.process;

import java.nio.file.Path;
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
}
