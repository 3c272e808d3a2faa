package dev.fallback.testkit.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends signals that the Java library cannot send. Needs a POSIX shell. */
final class Signals {
  private static final int PATIENCE_SECONDS = 10;

  private Signals() {}

  /**
   * Sends a signal to processes; those that have ended meanwhile are passed over.
   *
   * @param signal its name without {@code SIG}
   */
  static void send(String signal, Collection<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    var command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" \"$@\"", signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    run(command);
  }

  /** Whether a command exists and ends with exit code 0 within ten seconds. */
  static boolean succeeds(List<String> command) {
    try {
      return run(command) == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static int run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      boolean ended =
          Interruptions.uninterrupted(() -> process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
      if (!ended) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + PATIENCE_SECONDS + " s");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
