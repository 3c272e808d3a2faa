package dev.fallback.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell that counts in a file, and a child of it that counts in another. */
class ServerProcessTest {
  private static final String COUNT =
      "count() { while :; do echo x >> $1; sleep 0.01; done; }; (exec 3<&-; count child) & count parent";

  @TempDir Path folder;
  private ServerProcess process;

  @AfterEach
  void kill() {
    process.kill();
  }

  @Test
  void a_pause_stops_the_whole_family_and_a_resume_continues_it() throws IOException {
    process = start();
    awaitProgress("parent", "child");

    process.pause();
    long parent = size("parent");
    long child = size("child");
    await()
        .during(Duration.ofMillis(200))
        .until(() -> size("parent") == parent && size("child") == child);
    assertThat(process.isAlive()).isTrue();

    process.resume();
    awaitProgress("parent", "child");
  }

  @Test
  void a_kill_ends_the_whole_family_even_when_it_is_paused() throws IOException {
    process = start();
    awaitProgress("parent", "child");
    List<ProcessHandle> family =
        ProcessHandle.of(process.pid()).orElseThrow().descendants().toList();
    assertThat(family).isNotEmpty();

    process.pause();
    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThat(family).allMatch(member -> member.info().command().isEmpty());
  }

  @Test
  void it_lives_on_when_the_thread_that_started_it_ends() throws Exception {
    var starter =
        new Thread(
            () -> {
              try {
                process = start();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    starter.start();
    starter.join();

    awaitProgress("parent", "child");
    awaitProgress("parent", "child");
    assertThat(process.isAlive()).isTrue();
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(
        new Launch(
            "counter", List.of(), List.of("/bin/sh", "-c", COUNT), folder, folder.resolve("log")));
  }

  private void awaitProgress(String... names) {
    for (String name : names) {
      long before = size(name);
      await().until(() -> size(name) > before);
    }
  }

  private long size(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
