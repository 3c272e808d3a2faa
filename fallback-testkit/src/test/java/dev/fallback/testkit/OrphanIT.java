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
  @CsvSource({"running, KILL", "paused, KILL", "running, TERM"})
  void servers_die_with_their_parent(String condition, String signal)
      throws IOException, InterruptedException {
    Process parent = parent(condition);
    try {
      List<Orphan> servers = awaitServers(parent);
      assertThat(servers)
          .hasSize(2)
          .allSatisfy(
              server -> {
                // The server itself: a child may be a worker of Postgres that is done already.
                assertThat(server.family()).first().matches(OrphanIT::runs);
                assertThat(Ports.isFree("127.0.0.1", server.port())).isFalse();
              });

      if (signal.equals("KILL")) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }
      assertThat(parent.waitFor()).isNotZero();

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(servers).allMatch(Orphan::isGone));
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A server whose parent is to be killed. */
  private record Orphan(List<ProcessHandle> family, int port) {
    static Orphan of(String pid, String port) {
      return new Orphan(OrphanIT.family(Long.parseLong(pid)), Integer.parseInt(port));
    }

    /** A process whose first thread has ended shows no program while others still hold its port. */
    boolean isGone() {
      return family.stream().noneMatch(OrphanIT::runs) && Ports.isFree("127.0.0.1", port);
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

  private Process parent(String condition) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            ServerParent.class.getName(),
            condition)
        .redirectErrorStream(true)
        .start();
  }

  private static List<Orphan> awaitServers(Process parent) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    var before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("SERVERS ")) {
        String[] said = line.split(" ");
        return List.of(Orphan.of(said[1], said[2]), Orphan.of(said[3], said[4]));
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("the parent said only:\n" + before);
  }
}
