package dev.fallback.testkit.internal.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Kills processes when this JVM ends in whatever way: a shell beside them reads a pipe whose other
 * end only this JVM holds, and acts at its end. Works on every POSIX system and on stopped
 * processes too.
 */
final class PipeWatch implements AutoCloseable {
  private final Process shell;

  private PipeWatch(Process shell) {
    this.shell = shell;
  }

  static PipeWatch over(Collection<Long> pids) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "while read -r line; do :; done; kill -s KILL \"$@\"",
                "fallback-watch"));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    return new PipeWatch(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Ends the watch; the processes live on. */
  @Override
  public void close() {
    // Killed before its pipe is closed, so that it never sees the end of its input.
    shell.destroyForcibly();
    Interruptions.uninterrupted(shell::waitFor);
  }
}
