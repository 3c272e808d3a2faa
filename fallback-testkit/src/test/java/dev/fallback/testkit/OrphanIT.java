package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.testkit.internal.process.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server never outlives the JVM that started it. */
class OrphanIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "cassandra, running, KILL",
    "cassandra, paused, KILL",
    "cassandra, running, TERM",
    "postgres, running, KILL",
    "postgres, paused, KILL",
    "postgres, running, TERM"
  })
  void a_server_dies_with_its_parent(String server, String condition, String signal)
      throws IOException, InterruptedException {
    Process parent = parent(server, condition);
    try {
      String[] said = awaitServer(parent).split(" ");
      int port = Integer.parseInt(said[2]);
      List<ProcessHandle> family = family(Long.parseLong(said[1]));
      // The server itself: a child may be a short-lived worker of Postgres that is done already.
      assertThat(family).first().matches(OrphanIT::runs);
      assertThat(Ports.isFree("127.0.0.1", port)).isFalse();

      if (signal.equals("KILL")) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }
      assertThat(parent.waitFor()).isNotZero();

      // A process whose first thread has ended shows no program while others still hold its port.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> family.stream().noneMatch(OrphanIT::runs) && Ports.isFree("127.0.0.1", port));
    } finally {
      parent.destroyForcibly();
    }
  }

  private static List<ProcessHandle> family(long pid) {
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    var family = new ArrayList<>(List.of(server));
    server.descendants().forEach(family::add);
    return family;
  }

  /** What has ended but is not yet reaped has no program any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private Process parent(String server, String condition) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            ServerParent.class.getName(),
            server,
            condition)
        .redirectErrorStream(true)
        .start();
  }

  private static String awaitServer(Process parent) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    var before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("SERVER ")) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("the parent said only:\n" + before);
  }
}
