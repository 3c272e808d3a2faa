package dev.fallback.bank.lab.warmup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that get only the processor time that others leave, by Linux's scheduling class of that
 * name, SCHED_IDLE in sched(7): what a machine of their own would spare the others. Set by {@code
 * chrt} of util-linux.
 */
final class IdleClass {
  private IdleClass() {}

  /** A command line whose process will be of that class. */
  static List<String> of(List<String> command) {
    List<String> line = new ArrayList<>(List.of("chrt", "--idle", "0"));
    line.addAll(command);
    return line;
  }

  /**
   * Puts a running process, with all its threads, into it; the threads that they make later follow.
   *
   * @throws IOException when there is no {@code chrt}, or it refuses; says what it said
   */
  static void put(long pid) throws IOException, InterruptedException {
    Process chrt =
        new ProcessBuilder("chrt", "--all-tasks", "--idle", "--pid", "0", Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String said = new String(chrt.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (chrt.waitFor() != 0) {
      throw new IOException(
          "process %d keeps its scheduling class: %s".formatted(pid, said.trim()));
    }
  }
}
